package dev.logline.benchmarks.speed.sink;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;

/** Takes requests and counts their records; can be told to let them wait. */
final class Sink {
  private final Counts counts = new Counts();
  private volatile CountDownLatch open = new CountDownLatch(0);

  void accept(byte[] request) throws InterruptedException {
    open.await();
    synchronized (counts) {
      SequenceReader.read(request, counts);
    }
  }

  void acceptGzip(byte[] request) throws IOException, InterruptedException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(request), 1 << 16)) {
      accept(in.readAllBytes());
    }
  }

  String take(int run) {
    synchronized (counts) {
      return counts.take(run);
    }
  }

  /** Nothing is answered until {@link #release}. */
  void hold() {
    open = new CountDownLatch(1);
  }

  void release() {
    open.countDown();
  }
}
