package dev.logline.benchmarks.speed.program;

/** A framework on its own: nothing is carried anywhere. */
record NoBackend(Framework framework) implements Backend {
  @Override
  public void install() {
    if (framework == Framework.JUL) {
      JulRoot.set(new ReadingHandler());
    }
  }

  @Override
  public void flush() {}
}
