package dev.logline.benchmarks.faults;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How many log calls of each thread have returned, in a mapped file that survives SIGKILL. */
final class Progress {
  static final int THREADS = 8;
  private static final int LINE = 64;

  private final MappedByteBuffer map;

  private Progress(MappedByteBuffer map) {
    this.map = map;
    map.order(ByteOrder.LITTLE_ENDIAN);
  }

  static Progress open(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      return new Progress(
          channel.map(FileChannel.MapMode.READ_WRITE, 0, (THREADS + 2) * (long) LINE));
    }
  }

  /** Told by that thread alone. */
  void returned(int thread, long calls) {
    map.putLong(thread * LINE, calls);
  }

  long returned(int thread) {
    return map.getLong(thread * LINE);
  }

  long returned() {
    long sum = 0;
    for (int thread = 0; thread < THREADS; thread++) {
      sum += returned(thread);
    }
    return sum;
  }

  /** A log call threw. */
  synchronized void threw() {
    map.putLong(THREADS * LINE, thrown() + 1);
  }

  long thrown() {
    return map.getLong(THREADS * LINE);
  }
}
