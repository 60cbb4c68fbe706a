package dev.logline.benchmarks.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program under test: logs, and does what the lines of its standard input say. It ends with the
 * harness, whatever ends that.
 */
final class Program {
  static final String READY = "ready";
  static final String LOGGED = "logged all";
  static final String HEAP = "heap ";
  static final String LOST = "lost ";

  private final Appender appender;
  private final long heapBefore;
  private final List<Writer> writers = new ArrayList<>();

  private Program(Appender appender, long heapBefore) {
    this.appender = appender;
    this.heapBefore = heapBefore;
  }

  /** Arguments: the appender's name, the file of its progress, the run, and the load. */
  public static void main(String[] args) throws Exception {
    Program program = new Program(Appender.of(args[0]), heap());
    Progress progress = Progress.open(Path.of(args[1]));
    Load load =
        new Load(
            Integer.parseInt(args[3]),
            Integer.parseInt(args[4]),
            Integer.parseInt(args[5]),
            Boolean.parseBoolean(args[6]),
            "");
    program.appender.install();
    program.make(progress, Integer.parseInt(args[2]), load);
    program.obey();
  }

  private void make(Progress progress, int run, Load load) {
    Logger logger = LoggerFactory.getLogger("test.Program");
    for (int number = 0; number < load.threads(); number++) {
      writers.add(new Writer(logger, progress, run, number, load));
    }
    if (load.warm()) {
      // The first record starts everything; the writers wait to be told.
      Writer first = new Writer(logger, progress, run, Progress.THREADS - 1, Load.burst(1, 1));
      first.start();
    } else {
      start();
    }
    System.out.println(READY);
  }

  private void start() {
    writers.forEach(Thread::start);
    Thread waiting = new Thread(this::sayWhenAllIsLogged, "all logged");
    waiting.setDaemon(true);
    waiting.start();
  }

  private void sayWhenAllIsLogged() {
    try {
      for (Writer writer : writers) {
        writer.join();
      }
      System.out.println(LOGGED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void obey() throws IOException, InterruptedException {
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "start" -> start();
        case "stop" -> {
          for (Writer writer : writers) {
            writer.end();
          }
        }
        case "heap" -> System.out.println(HEAP + (heap() - heapBefore));
        case "exit" -> System.exit(0); // while the writers go on
        case "finish" -> {
          appender.end(Duration.ofSeconds(Long.parseLong(words[1])));
          System.out.println(LOST + appender.lost());
          System.exit(0);
        }
        default -> throw new IllegalArgumentException(line);
      }
    }
    Runtime.getRuntime().halt(3); // nobody is there any more
  }

  /** What is in use after a collection. */
  private static long heap() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
