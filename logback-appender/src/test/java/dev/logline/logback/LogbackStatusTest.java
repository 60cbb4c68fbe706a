package dev.logline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.OnConsoleStatusListener;
import ch.qos.logback.core.status.OnErrorConsoleStatusListener;
import ch.qos.logback.core.status.StatusListener;
import dev.logline.diagnose.PipelineThread;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LogbackStatusTest {
  private final LoggerContext context = new LoggerContext();
  private final AtomicBoolean isStderr = new AtomicBoolean();

  /** What an error prints on stderr; {@link #isStderr} is what the channel says of that. */
  private String printed(boolean onThreadOfOurs) throws InterruptedException {
    OtlpAppender appender = new OtlpAppender();
    appender.setContext(context);
    LogbackStatus status = new LogbackStatus(appender);
    Runnable task =
        () -> {
          status.error("one record is lost");
          isStderr.set(status.isStderr());
        };
    Thread thread = onThreadOfOurs ? new PipelineThread("test", task) : new Thread(task);
    PrintStream stderr = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      thread.start();
      thread.join();
    } finally {
      System.setErr(stderr);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void listen(StatusListener listener) {
    context.getStatusManager().add(listener);
  }

  @Test
  void onAThreadOfOursItIsStderrWhereNobodyListens() throws InterruptedException {
    assertThat(printed(true)).contains("one record is lost");
    assertThat(isStderr).isTrue();
  }

  @Test
  void onAnotherThreadItIsNot() throws InterruptedException {
    assertThat(printed(false)).isEmpty();
    assertThat(isStderr).isFalse();
  }

  @Test
  void aListenerThatPrintsElsewhereIsNot() throws InterruptedException {
    listen(new OnConsoleStatusListener());
    assertThat(printed(true)).isEmpty();
    assertThat(isStderr).isFalse();
  }

  @Test
  void aListenerThatPrintsToStderrIs() throws InterruptedException {
    OnErrorConsoleStatusListener listener = new OnErrorConsoleStatusListener();
    listener.setContext(context);
    listener.start();
    listen(listener);
    assertThat(printed(false)).containsOnlyOnce("one record is lost");
    assertThat(isStderr).isTrue();
  }
}
