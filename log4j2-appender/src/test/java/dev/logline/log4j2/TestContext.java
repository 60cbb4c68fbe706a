package dev.logline.log4j2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.async.AsyncLoggerContext;
import org.apache.logging.log4j.status.StatusData;
import org.apache.logging.log4j.status.StatusListener;
import org.apache.logging.log4j.status.StatusLogger;

/** A logger context of a test's own, with a configuration in a file, and what Log4j2 says of it. */
final class TestContext implements AutoCloseable {
  private final LoggerContext context;
  private final Statuses statuses = new Statuses();

  private TestContext(LoggerContext context) {
    this.context = context;
    StatusLogger.getLogger().registerListener(statuses);
    context.start();
  }

  /** Starts a context with this configuration in the format {@code xml}, {@code yaml} and so on. */
  static TestContext start(String format, String configuration) {
    return new TestContext(new LoggerContext("test", null, file(format, configuration)));
  }

  static TestContext start(String xml) {
    return start("xml", xml);
  }

  /** One whose loggers are all asynchronous. */
  static TestContext startAsync(String xml) {
    return new TestContext(new AsyncLoggerContext("test", null, file("xml", xml)));
  }

  /** A configuration of an {@code <Otlp>} element with these attributes, for the root logger. */
  static String xml(Map<String, String> options, String rootLevel) {
    StringBuilder element = new StringBuilder("<Otlp name=\"OTLP\"");
    options.forEach((name, value) -> element.append(" %s=\"%s\"".formatted(name, value)));
    return xml(element.append("/>").toString(), rootLevel);
  }

  /** A configuration of these appenders, with that of the name OTLP for the root logger. */
  static String xml(String appenders, String rootLevel) {
    return """
        <Configuration>
          <Appenders>%s</Appenders>
          <Loggers><Root level="%s"><AppenderRef ref="OTLP"/></Root></Loggers>
        </Configuration>
        """
        .formatted(appenders, rootLevel);
  }

  private static URI file(String format, String configuration) {
    try {
      Path file = Files.createTempFile("log4j2-test", "." + format);
      file.toFile().deleteOnExit();
      return Files.writeString(file, configuration).toUri();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LoggerContext context() {
    return context;
  }

  org.apache.logging.log4j.Logger logger(String name) {
    return context.getLogger(name);
  }

  /** What was said on the status logger from INFO up since the start. */
  List<String> statuses() {
    return statuses.said;
  }

  @Override
  public void close() {
    context.stop();
    StatusLogger.getLogger().removeListener(statuses);
  }

  private static final class Statuses implements StatusListener {
    private final List<String> said = new CopyOnWriteArrayList<>();

    @Override
    public void log(StatusData status) {
      said.add(status.getLevel() + " " + status.getMessage().getFormattedMessage());
    }

    @Override
    public Level getStatusLevel() {
      return Level.INFO;
    }

    @Override
    public void close() {}
  }
}
