package dev.logline.benchmarks.speed.program;

/** What a program logs through. */
public enum Framework {
  LOGBACK("Logback"),
  LOG4J2("Log4j2"),
  JUL("java.util.logging");

  private final String label;

  Framework(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /** As it is configured; asking for it starts the framework, and its appender. */
  FrameworkLogger logger(String name) {
    return switch (this) {
      case LOGBACK -> new LogbackLogger(name);
      case LOG4J2 -> new Log4j2Logger(name);
      case JUL -> new JulLogger(name);
    };
  }
}
