package dev.logline.diagnose;

/** The six ranges of OpenTelemetry's severity numbers by their short names, and none of them. */
enum SeverityRange {
  UNSPECIFIED,
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR,
  FATAL;

  private static final int NUMBERS_EACH = 4;
  private static final int LAST = 24;

  /** Its place among the ranges. */
  @SuppressWarnings("EnumOrdinal")
  int column() {
    return ordinal();
  }

  /** The column of severity {@code number}; a number that has none is unspecified. */
  static int columnOf(int number) {
    return number < 1 || number > LAST ? 0 : (number - 1) / NUMBERS_EACH + 1;
  }
}
