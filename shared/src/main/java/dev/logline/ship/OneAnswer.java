package dev.logline.ship;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Lets the first answer of a send through, so that a sender that calls back twice does no harm. */
final class OneAnswer implements Consumer<Answer> {
  private final AtomicReference<Consumer<Answer>> receiver;

  OneAnswer(Consumer<Answer> receiver) {
    this.receiver = new AtomicReference<>(receiver);
  }

  @Override
  public void accept(Answer answer) {
    Consumer<Answer> first = receiver.getAndSet(null);
    if (first != null) {
      first.accept(answer);
    }
  }
}
