package dev.logline.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import dev.logline.testkit.HostileApplicationContractTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.slf4j.MarkerFactory;

class LogbackContractTest extends HostileApplicationContractTest {
  private LoggerContext context;

  @Override
  protected Framework start(Map<String, String> options) {
    context = TestContext.configured(xml(options, "TRACE"));
    return new Logback(context);
  }

  static String xml(Map<String, String> options, String rootLevel) {
    StringBuilder xml = new StringBuilder("<configuration>");
    xml.append("<appender name=\"OTLP\" class=\"dev.logline.logback.OtlpAppender\">");
    options.forEach((name, value) -> xml.append("<%s>%s</%s>".formatted(name, value, name)));
    xml.append("</appender><root level=\"").append(rootLevel).append("\">");
    return xml.append("<appender-ref ref=\"OTLP\"/></root></configuration>").toString();
  }

  @Override
  protected List<String> statuses() {
    return context.getStatusManager().getCopyOfStatusList().stream().map(Status::toString).toList();
  }

  @Override
  protected String thresholdAboveInfo() {
    return "WARN";
  }

  private record Logback(LoggerContext context) implements Framework {
    @Override
    public void log(String logger, Grade grade, String message, Throwable thrown) {
      Logger target = context.getLogger(logger.isEmpty() ? Logger.ROOT_LOGGER_NAME : logger);
      int level = Level.toLevel(grade.name()).toInt() / Level.TRACE_INT;
      int location = level == 1 ? 0 : level * 5; // as LocationAwareLogger counts: TRACE 0, INFO 20
      target.log(null, Logger.class.getName(), location, message, null, thrown);
    }

    @Override
    public void logWithArgument(String logger, Object argument) {
      context.getLogger(logger).info("argument {}", argument);
    }

    @Override
    public void logRichEvent(Throwable thrown) {
      context.getMDCAdapter().put("tenant", "acme");
      context.getMDCAdapter().put("order", "from the MDC");
      try {
        context
            .getLogger("shop.Orders")
            .atWarn()
            .addKeyValue("order", "from the pair")
            .addKeyValue("count", 3)
            .addKeyValue("price", 9.5)
            .addKeyValue("paid", true)
            .addKeyValue("items", List.of("a", 1L, Map.of("k", 2)))
            .addKeyValue("bytes", new byte[] {1, 2})
            .addKeyValue("nothing", (Object) null)
            .addKeyValue("otel.event.name", "order.placed")
            .addMarker(MarkerFactory.getMarker("AUDIT"))
            .setCause(thrown)
            .log("rich {}", "event");
      } finally {
        context.getMDCAdapter().clear();
      }
    }

    @Override
    public void close() {
      context.stop();
    }
  }

  /** Logger contexts of a test's own. */
  static final class TestContext {
    private TestContext() {}

    static LoggerContext configured(String xml) {
      LoggerContext context = new LoggerContext();
      context.setMDCAdapter(new ch.qos.logback.classic.util.LogbackMDCAdapter());
      configure(context, xml);
      return context;
    }

    static void configure(LoggerContext context, String xml) {
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      try {
        configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
      } catch (JoranException e) {
        throw new IllegalArgumentException(xml, e);
      }
      context.start();
    }
  }
}
