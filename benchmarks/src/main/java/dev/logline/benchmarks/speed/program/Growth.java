package dev.logline.benchmarks.speed.program;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Log calls through Logback of which one side is grown, to see whether their cost stays flat. */
final class Growth {
  private static final int FILL_BYTES = 1_000;

  /** The same objects at every call, as those are that stand in the code of an application. */
  private static final String[] KEYS =
      IntStream.range(0, 128).mapToObj(i -> "attribute." + i).toArray(String[]::new);

  private final Backend backend;
  private final Logger logger = LoggerFactory.getLogger(ProgramMain.LOGGER);
  private final String who;
  private final int batches;

  Growth(Backend backend, int run, int batches) {
    this.backend = backend;
    this.who = "#" + run + " 0 ";
    this.batches = batches;
  }

  /** The nanoseconds of CPU of a call, for each batch of that many records. */
  String measure(String what, int size, int records) {
    return switch (what) {
      case "loggers" -> {
        Logger[] loggers =
            IntStream.range(0, size)
                .mapToObj(i -> LoggerFactory.getLogger("com.example.p" + i % 100 + ".Class" + i))
                .toArray(Logger[]::new);
        yield batches(records, true, i -> loggers[i % size].info("{}{} is logged", who, i));
      }
      case "attributes" -> batches(records, true, i -> withAttributes(size, i));
      case "size" -> {
        String text = "x".repeat(size);
        yield batches(records, true, i -> logger.info("{}{} {}", who, i, text));
      }
      case "fill" -> {
        String text = "x".repeat(FILL_BYTES);
        yield batches(records, false, i -> logger.info("{}{} {}", who, i, text));
      }
      default -> throw new IllegalArgumentException(what);
    };
  }

  private void withAttributes(int count, int sequence) {
    LoggingEventBuilder event = logger.atInfo();
    for (int i = 0; i < count; i++) {
      event = event.addKeyValue(KEYS[i], "value");
    }
    event.log("{}{} is logged", who, sequence);
  }

  private String batches(int records, boolean flush, IntConsumer call) {
    StringBuilder answer = new StringBuilder();
    for (int batch = 0; batch < batches; batch++) {
      ThreadUse before = ThreadUse.now();
      for (int i = batch * records; i < (batch + 1) * records; i++) {
        call.accept(i);
      }
      long nanos = ThreadUse.now().minus(before).nanos();
      if (flush) {
        backend.flush();
      }
      answer.append("nanos=").append(nanos / (double) records).append(' ');
    }
    return answer.toString();
  }
}
