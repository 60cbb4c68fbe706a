package dev.logline.benchmarks.speed.program;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Throwables of 22 frames with a cause; many, so that none is known already. */
final class Throwables {
  private static final int FRAMES = 22;
  private static final int COUNT = 256;

  private final Throwable[] all =
      IntStream.range(0, COUNT).mapToObj(Throwables::make).toArray(Throwable[]::new);

  private static Throwable make(int number) {
    Throwable cause = deep(FRAMES, "no row has the key " + number, null);
    return deep(FRAMES, "order " + number + " cannot be processed", cause);
  }

  private static Throwable deep(int left, String message, Throwable cause) {
    if (left > 1) {
      return deep(left - 1, message, cause);
    }
    Throwable made = new IllegalStateException(message, cause);
    StackTraceElement[] trace = made.getStackTrace();
    made.setStackTrace(Arrays.copyOf(trace, FRAMES));
    return made;
  }

  Throwable of(int sequence) {
    return all[sequence & (COUNT - 1)];
  }
}
