package dev.logline.benchmarks.faults;

/** How large the rows are. */
enum Form {
  /** For a test: each row says something, and none takes long. */
  SMOKE,
  QUICK,
  FULL;

  /** The one of three that is for this form. */
  int of(int smoke, int quick, int full) {
    return switch (this) {
      case SMOKE -> smoke;
      case QUICK -> quick;
      case FULL -> full;
    };
  }
}
