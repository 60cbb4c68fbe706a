package dev.logline.benchmarks.speed.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.SimpleFormatter;

/** A framework on its own: nothing is carried anywhere but to a file. */
record NoBackend(Kind kind, Framework framework) implements Backend {
  @Override
  public void install() {
    if (framework == Framework.JUL) {
      JulRoot.set(kind == Kind.FILE ? file() : new ReadingHandler());
    }
  }

  private static Handler file() {
    try {
      FileHandler handler = new FileHandler(System.getProperty("file"));
      handler.setFormatter(new SimpleFormatter());
      return handler;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void flush() {}
}
