package dev.logline.buffer;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The lock of a run's directory, held until it is closed.
 *
 * <p>The system lets go of a file's lock as soon as the process closes any channel of that file, so
 * no lock file is opened twice in a JVM, whichever class loader does it: who is to open one is
 * written into the system properties.
 */
final class RunLock implements AutoCloseable {
  private static final String PROPERTY = "dev.logline.spool.";

  private final String property;
  private final RandomAccessFile opened;

  private RunLock(String property, RandomAccessFile opened) {
    this.property = property;
    this.opened = opened;
  }

  /** The lock of the run {@code name} in {@code directory}, or null where another one has it. */
  static RunLock tryAcquire(Path directory, String name, FileOps files) throws IOException {
    String property = PROPERTY + name;
    if (System.getProperties().putIfAbsent(property, "held") != null) {
      return null;
    }
    RandomAccessFile opened = null;
    boolean held = false;
    try {
      Path file = directory.resolve(SpoolFormat.LOCK);
      if (!Files.exists(file)) {
        files.createFile(file);
      }
      opened = new RandomAccessFile(file.toFile(), "rw");
      FileLock lock = opened.getChannel().tryLock();
      held = lock != null && Files.exists(file); // not one that its last owner just deleted
      return held ? new RunLock(property, opened) : null;
    } finally {
      if (!held) {
        if (opened != null) {
          opened.close();
        }
        System.clearProperty(property);
      }
    }
  }

  @Override
  public void close() {
    try {
      opened.close();
    } catch (IOException e) {
      // It is closed all the same, and the lock let go.
      assert !opened.getChannel().isOpen();
    }
    System.clearProperty(property);
  }
}
