package dev.logline.log4j2;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.async.AsyncLoggerContext;

/**
 * An application with a context for each configuration that it is given, in a file of the context's
 * name. It logs through each of them before its end, by a shutdown hook after Log4j2 has stopped
 * them, and by a call that began before and ends after. The loggers of a context whose name begins
 * with "async" are all asynchronous.
 */
final class Program {
  private Program() {}

  public static void main(String[] files) throws InterruptedException {
    List<LoggerContext> contexts = Stream.of(files).map(Path::of).map(Program::start).toList();
    log(contexts, "before");
    List<Thread> calls = contexts.stream().map(Program::logAcross).toList();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> logAfter(contexts, calls)));
    System.exit(0);
  }

  private static LoggerContext start(Path file) {
    String name = file.getFileName().toString().replace(".xml", "");
    LoggerContext context =
        name.startsWith("async")
            ? new AsyncLoggerContext(name, null, file.toUri())
            : new LoggerContext(name, null, file.toUri());
    context.start();
    return context;
  }

  private static void log(List<LoggerContext> contexts, String when) {
    for (LoggerContext context : contexts) {
      Logger logger = context.getLogger("shop.Orders");
      for (Level level : List.of(Level.DEBUG, Level.INFO, Level.ERROR)) {
        logger.log(level, "{} {} {}", context.getName(), when, level);
      }
    }
  }

  private static Thread logAcross(LoggerContext context) {
    CountDownLatch begun = new CountDownLatch(1);
    Thread call =
        new Thread(
            () ->
                context
                    .getLogger("shop.Orders")
                    .error(
                        () -> {
                          begun.countDown();
                          awaitStopped(context);
                          return context.getName() + " across";
                        }));
    call.start();
    try {
      begun.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return call;
  }

  private static void awaitStopped(LoggerContext context) {
    await().atMost(10, SECONDS).until(context::isStopped);
  }

  private static void logAfter(List<LoggerContext> contexts, List<Thread> calls) {
    contexts.forEach(Program::awaitStopped);
    for (Thread call : calls) {
      try {
        call.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    log(contexts, "after");
  }
}
