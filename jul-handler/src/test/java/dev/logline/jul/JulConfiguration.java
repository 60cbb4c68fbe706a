package dev.logline.jul;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;

/** The configuration of this process's java.util.logging, and what goes to stderr under it. */
final class JulConfiguration implements AutoCloseable {
  private final PrintStream stderr = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private JulConfiguration() {
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  /** One handler on the root logger, all levels open, with these options. */
  static JulConfiguration withOptions(Map<String, String> options) {
    StringBuilder properties =
        new StringBuilder("handlers = dev.logline.jul.OtlpHandler\n.level = ALL\n");
    options.forEach(
        (name, value) ->
            properties.append("dev.logline.jul.OtlpHandler.%s = %s\n".formatted(name, value)));
    return of(properties.toString());
  }

  static JulConfiguration of(String properties) {
    JulConfiguration configuration = new JulConfiguration();
    read(properties);
    return configuration;
  }

  static void read(String properties) {
    // What the test's own tools log is not an application's.
    String tools = "org.junit.level = OFF\ncom.sun.net.httpserver.level = OFF\n";
    byte[] bytes = (tools + properties).getBytes(StandardCharsets.ISO_8859_1);
    try {
      LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> said() {
    return said.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Override
  public void close() {
    LogManager.getLogManager().reset();
    System.setErr(stderr);
  }
}
