package dev.logline.ship;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Collects a response body up to a limit; one byte more ends the exchange, unread. */
final class BoundedBody implements BodySubscriber<byte[]> {
  private final long limitBytes;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream(64);
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private Subscription subscription;

  private BoundedBody(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  static BodyHandler<byte[]> upTo(long limitBytes) {
    return response -> new BoundedBody(limitBytes);
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    if (this.subscription != null) {
      subscription.cancel();
      return;
    }
    this.subscription = subscription;
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      int length = buffer.remaining();
      if (received.size() + (long) length > limitBytes) {
        subscription.cancel();
        body.completeExceptionally(new ResponseTooLargeException(limitBytes));
        return;
      }
      byte[] bytes = new byte[length];
      buffer.get(bytes);
      received.writeBytes(bytes);
    }
    subscription.request(1);
  }

  @Override
  public void onError(Throwable error) {
    body.completeExceptionally(error);
  }

  @Override
  public void onComplete() {
    body.complete(received.toByteArray());
  }
}
