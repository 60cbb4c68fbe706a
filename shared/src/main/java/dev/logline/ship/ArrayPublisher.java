package dev.logline.ship;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A request's body that is in an array. The JDK's own publisher copies it into new buffers of 16
 * KiB; this one lends it, in larger parts, so there are fewer writes.
 */
final class ArrayPublisher implements BodyPublisher {
  /** What the JDK copies to native memory at a time, which each writing thread keeps. */
  private static final int PART_BYTES = 64 * 1024;

  private final byte[] bytes;
  private final int length;
  private volatile boolean taken;

  /**
   * @param bytes not to be changed any more
   */
  ArrayPublisher(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    subscriber.onSubscribe(new Parts(subscriber));
  }

  /** All of it, for who sends it without a subscription, over a connection that is there. */
  ByteBuffer take() {
    taken = true;
    return ByteBuffer.wrap(bytes, 0, length);
  }

  /** Whether somebody has begun to send it, so that there is a connection. */
  boolean isTaken() {
    return taken;
  }

  /** Whoever raises the demand from nothing serves it, one thread at a time. */
  private final class Parts implements Subscription {
    private final Subscriber<? super ByteBuffer> subscriber;
    private final AtomicLong demand = new AtomicLong();
    private volatile boolean cancelled;
    private int sent; // of whoever serves

    Parts(Subscriber<? super ByteBuffer> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long parts) {
      if (parts <= 0) {
        cancelled = true;
        subscriber.onError(new IllegalArgumentException("a demand of " + parts));
      } else if (demand.getAndUpdate(open -> saturatedSum(open, parts)) == 0) {
        serve();
      }
    }

    private static long saturatedSum(long open, long more) {
      return open + more < 0 ? Long.MAX_VALUE : open + more;
    }

    private void serve() {
      taken = true;
      do {
        if (cancelled) {
          return; // and so is every later demand
        }
        int part = Math.min(PART_BYTES, length - sent);
        int from = sent;
        sent += part;
        if (part > 0) {
          subscriber.onNext(ByteBuffer.wrap(bytes, from, part).slice());
        }
        if (sent == length) {
          cancelled = true;
          subscriber.onComplete();
          return;
        }
      } while (demand.decrementAndGet() > 0);
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }
}
