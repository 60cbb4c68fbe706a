package dev.logline.benchmarks.speed.sink;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;

/** Takes requests and counts their records; can be told to let them wait. */
final class Sink {
  private final Counts counts = new Counts();
  private final Map<Path, LogFile> files = new HashMap<>();
  private volatile CountDownLatch open = new CountDownLatch(0);

  /** Finds the records of a request. */
  interface Reader {
    void read(byte[] request, Counts counts);
  }

  void accept(Reader reader, byte[] request) throws InterruptedException {
    open.await();
    synchronized (counts) {
      counts.arrive();
      reader.read(request, counts);
    }
  }

  void acceptGzip(Reader reader, byte[] request) throws IOException, InterruptedException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(request), 1 << 16)) {
      accept(reader, in.readAllBytes());
    }
  }

  /** What a file has got since it was read last. */
  void read(Path file) throws IOException {
    synchronized (counts) {
      counts.arrive();
      files.computeIfAbsent(file, LogFile::new).read(counts);
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
