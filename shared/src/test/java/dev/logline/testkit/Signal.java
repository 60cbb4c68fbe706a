package dev.logline.testkit;

/** The three kinds of telemetry, and where OTLP/HTTP takes each. */
public enum Signal {
  LOGS("/v1/logs"),
  TRACES("/v1/traces"),
  METRICS("/v1/metrics");

  private final String path;

  Signal(String path) {
    this.path = path;
  }

  public String path() {
    return path;
  }
}
