package dev.logline.benchmarks.speed.program;

import dev.logline.Logline;
import dev.logline.LoglineOptions;
import dev.logline.jul.OtlpHandler;

/** Logline, which only java.util.logging needs to be told of. */
record LoglineBackend(Framework framework) implements Backend {
  @Override
  public void install() {
    if (framework == Framework.JUL) {
      JulRoot.set(new OtlpHandler());
    }
  }

  @Override
  public void flush() {
    if (!Logline.flush(PATIENCE)) {
      throw new IllegalStateException("not delivered in time: " + Logline.status());
    }
  }

  @Override
  public void boot() {
    // Not a switch, which has a class of its own: loading it would count.
    if (framework == Framework.LOGBACK) {
      dev.logline.logback.OtlpAppender.install(LoglineOptions.none());
    } else if (framework == Framework.LOG4J2) {
      dev.logline.log4j2.OtlpAppender.install(LoglineOptions.none());
    } else {
      OtlpHandler.install(LoglineOptions.none());
    }
  }

  @Override
  public long heldBytes() {
    return Logline.status().bufferBytes();
  }
}
