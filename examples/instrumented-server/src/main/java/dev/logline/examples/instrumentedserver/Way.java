package dev.logline.examples.instrumentedserver;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The three ways of instrumenting the server, and how each is started. */
enum Way {
  MANUAL(ManualServer.class),
  AGENT(PlainServer.class),
  LIBRARY(LibraryServer.class);

  private final Class<?> main;

  Way(Class<?> main) {
    this.main = main;
  }

  /** The way of that name, or null. */
  static Way named(String name) {
    for (Way way : values()) {
      if (way.toString().equals(name)) {
        return way;
      }
    }
    return null;
  }

  /** A JVM of its own for it, on this class path, with that environment and what all three have. */
  ProcessBuilder process(int port, Map<String, String> given) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (this == AGENT) {
      command.add("-javaagent:" + javaagent());
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.add(Integer.toString(port));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(given.keySet());
    environment.putAll(given);
    environment.putIfAbsent("OTEL_SERVICE_NAME", "instrumented-server");
    environment.putIfAbsent("OTEL_TRACES_EXPORTER", "console,otlp");
    environment.putIfAbsent("OTEL_METRICS_EXPORTER", "none");
    environment.putIfAbsent("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
    return builder;
  }

  private static Path javaagent() {
    try {
      Path classes = Path.of(Way.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return classes.resolveSibling("javaagent").resolve("opentelemetry-javaagent.jar");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
