package dev.logline.boot;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits within a bound. That a thread was interrupted is no reason to lose what it waits for: it
 * learns of it later.
 */
final class Uninterrupted {
  private Uninterrupted() {}

  /** Whether {@code task} is done by that time of {@link System#nanoTime}, and did not fail. */
  static boolean await(CompletableFuture<?> task, long deadline) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          task.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
          return true;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (TimeoutException | ExecutionException | CancellationException e) {
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits until {@code task} is done, whatever comes of it, or that time is over. */
  static void await(CompletableResultCode task, long deadline) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    task.whenComplete(() -> done.complete(null));
    boolean unused = await(done, deadline);
  }
}
