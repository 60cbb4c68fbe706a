package dev.logline.ship;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.zip.GZIPInputStream;

/**
 * Collects a response body up to a limit; one byte more ends the exchange, unread. What comes in
 * gzip, which a server may choose where nothing is asked for, has the same limit when unpacked.
 */
final class BoundedBody implements BodySubscriber<byte[]> {
  private final long limitBytes;
  private final boolean gzip;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream(64);
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private Subscription subscription;

  private BoundedBody(long limitBytes, boolean gzip) {
    this.limitBytes = limitBytes;
    this.gzip = gzip;
  }

  static BodyHandler<byte[]> upTo(long limitBytes) {
    return response ->
        new BoundedBody(
            limitBytes,
            response
                .headers()
                .firstValue("Content-Encoding")
                .filter(coding -> coding.trim().equalsIgnoreCase("gzip"))
                .isPresent());
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
    try {
      byte[] bytes = received.toByteArray();
      body.complete(gzip && bytes.length > 0 ? unpacked(bytes) : bytes);
    } catch (IOException e) {
      body.completeExceptionally(e);
    }
  }

  private byte[] unpacked(byte[] bytes) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] plain = in.readNBytes((int) limitBytes + 1);
      if (plain.length > limitBytes) {
        throw new ResponseTooLargeException(limitBytes);
      }
      return plain;
    }
  }
}
