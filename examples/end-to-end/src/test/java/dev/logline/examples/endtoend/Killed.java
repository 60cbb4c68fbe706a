package dev.logline.examples.endtoend;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs from four threads until it is killed, and notes in a mapped file, which survives that, which
 * calls have returned. With no threads it only ships what others left.
 */
final class Killed {
  static final int THREADS = 4;

  private Killed() {}

  /**
   * Runs.
   *
   * @param args the file of notes, the number of the run, {@code write} or {@code drain}
   */
  public static void main(String[] args) throws Exception {
    Logger logger = LoggerFactory.getLogger("test.Killed");
    MappedByteBuffer notes = notes(Path.of(args[0]));
    if (args[2].equals("drain")) {
      logger.info("drained");
      return;
    }
    for (int t = 0; t < THREADS; t++) {
      int thread = t;
      String prefix = "run " + args[1] + " thread " + t + " record ";
      new Thread(
              () -> {
                for (int i = 0; i < 1_000_000; i++) {
                  logger.info("{}{}", prefix, i);
                  notes.putInt(thread * 64, i + 1); // the call has returned
                }
              })
          .start();
    }
  }

  /** How many calls of each thread have returned, 64 bytes apart. */
  static MappedByteBuffer notes(Path file) throws IOException {
    try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
      MappedByteBuffer mapped =
          opened.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, THREADS * 64L);
      mapped.order(ByteOrder.nativeOrder());
      return mapped;
    }
  }
}
