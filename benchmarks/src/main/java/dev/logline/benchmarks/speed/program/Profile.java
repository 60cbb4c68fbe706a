package dev.logline.benchmarks.speed.program;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.Recording;

/** Batches of log calls of one thread under Java Flight Recorder. */
final class Profile {
  private static final Duration PERIOD = Duration.ofMillis(5);
  private static final int SECOND = 1_000;

  private final Measurements measurements;
  private final int run;
  private final Shape shape;
  private final int records;

  Profile(Measurements measurements, int run, Shape shape, int records) {
    this.measurements = measurements;
    this.run = run;
    this.shape = shape;
    this.records = records;
  }

  /** For that many seconds, after as many without it; returns when the file is written. */
  String record(int seconds, Path file) throws IOException, InterruptedException {
    calls(seconds);
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ExecutionSample").withPeriod(PERIOD);
      recording.start();
      String answer = calls(seconds);
      recording.stop();
      recording.dump(file);
      return answer;
    }
  }

  private String calls(int seconds) throws InterruptedException {
    int millis = seconds * SECOND;
    return measurements.warm(run, shape, Threads.ONE, records, millis, millis, 1);
  }
}
