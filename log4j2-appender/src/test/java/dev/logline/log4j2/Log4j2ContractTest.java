package dev.logline.log4j2;

import dev.logline.testkit.HostileApplicationContractTest;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.message.MapMessage;

class Log4j2ContractTest extends HostileApplicationContractTest {
  private TestContext context;

  @Override
  protected Framework start(Map<String, String> options) {
    context = TestContext.start(TestContext.xml(options, "ALL"));
    return new Log4j2(context);
  }

  @Override
  protected List<String> statuses() {
    return context.statuses();
  }

  @Override
  protected String thresholdAboveInfo() {
    return "WARN";
  }

  private record Log4j2(TestContext context) implements Framework {
    @Override
    public void log(String logger, Grade grade, String message, Throwable thrown) {
      context.logger(logger).log(Level.valueOf(grade.name()), message, thrown);
    }

    @Override
    public void logWithArgument(String logger, Object argument) {
      context.logger(logger).info("argument {}", argument);
    }

    @Override
    public void logRichEvent(Throwable thrown) {
      ThreadContext.put("tenant", "acme");
      ThreadContext.put("order", "from the thread context");
      ThreadContext.push("checkout");
      try {
        MapMessage<?, Object> message =
            new MapMessage<>(
                Map.of(
                    "message",
                    "rich event",
                    "order",
                    "from the message",
                    "count",
                    3,
                    "price",
                    9.5,
                    "paid",
                    true,
                    "items",
                    List.of("a", 1L, Map.of("k", 2)),
                    "bytes",
                    new byte[] {1, 2},
                    "otel.event.name",
                    "order.placed"));
        context.logger("shop.Orders").warn(message, thrown);
      } finally {
        ThreadContext.clearAll();
      }
    }

    @Override
    public void close() {
      context.close();
    }
  }
}
