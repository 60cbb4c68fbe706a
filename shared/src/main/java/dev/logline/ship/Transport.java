package dev.logline.ship;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.util.function.Consumer;

/** Takes one encoded export request to the backend and says what became of it. */
public interface Transport {

  /**
   * Sends {@code request} and gives exactly one answer, on any thread, the caller's included.
   *
   * <p>Never throws: what goes wrong is an answer too.
   */
  void send(MessageWriter request, Consumer<Answer> answer);

  /** Nothing has been sent for a while: lets go of what the next request can make anew. */
  default void idle() {}

  /** Stops taking requests without waiting; the result succeeds when those in flight have ended. */
  CompletableResultCode close();
}
