package dev.logline.benchmarks.common;

/** How large the rows are. */
public enum Form {
  /** For a test: each row says something, and none takes long. */
  SMOKE,
  QUICK,
  FULL;

  /** The one of three that is for this form. */
  public int of(int smoke, int quick, int full) {
    return switch (this) {
      case SMOKE -> smoke;
      case QUICK -> quick;
      case FULL -> full;
    };
  }
}
