package dev.logline.benchmarks.speed.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.FileHandler;
import java.util.logging.SimpleFormatter;

/** A framework's own file appender, on the thread that logs or behind its asynchronous one. */
final class FileBackend implements Backend {
  /** Of no run. */
  private static final String MARK = "0 0";

  private static final int TAIL = 1_024;
  private static final long POLL = 500_000;

  private final Framework framework;
  private final String file = System.getProperty("file");
  private int flushes;

  FileBackend(Framework framework) {
    this.framework = framework;
  }

  @Override
  public void install() {
    if (framework == Framework.JUL) {
      try {
        FileHandler handler = new FileHandler(file);
        handler.setFormatter(new SimpleFormatter());
        JulRoot.set(handler);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What is logged last comes last, and an ERROR is not discarded. */
  @Override
  public void flush() {
    int mark = flushes++;
    framework.logger(ProgramMain.LOGGER).error(MARK, mark, null);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!tail().contains("#" + MARK + " " + mark + " ")) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("not written in time");
      }
      LockSupport.parkNanos(POLL);
    }
  }

  private String tail() {
    try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
      in.seek(Math.max(0, in.length() - TAIL));
      byte[] bytes = new byte[TAIL];
      int length = in.read(bytes);
      return new String(bytes, 0, Math.max(0, length), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
