package dev.logline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import dev.logline.Logline;
import dev.logline.logback.LogbackContractTest.TestContext;
import dev.logline.testkit.FakeCollector;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The trace that is read from Logback's copy is the one that the throwable prints. */
class CopiedThrownTest {
  private final FakeCollector collector = FakeCollector.start();
  private LoggerContext context;

  @BeforeEach
  void begin() {
    GlobalOpenTelemetry.resetForTest();
    context =
        TestContext.configured(
            LogbackContractTest.xml(Map.of("endpoint", collector.endpoint()), "INFO"));
  }

  @AfterEach
  void end() {
    context.stop();
    Logline.shutdown();
    collector.close();
  }

  static Stream<Named<Throwable>> throwables() {
    Throwable root = new IllegalArgumentException("the root");
    Throwable chain = deeper(3, new IllegalStateException("the cause", root));

    Throwable suppressing = new IllegalStateException("outer", deeper(1, null));
    suppressing.addSuppressed(deeper(2, new RuntimeException("cause of a suppressed one")));
    suppressing.addSuppressed(new RuntimeException());

    Throwable shared = deeper(2, root);
    Throwable causeAndSuppressed = new RuntimeException("twice the same", shared);
    causeAndSuppressed.addSuppressed(shared);

    Throwable circular = new RuntimeException("a");
    circular.initCause(new RuntimeException("b", circular));

    Throwable withoutFrames = new RuntimeException("nothing", chain);
    withoutFrames.setStackTrace(new StackTraceElement[0]);

    return Stream.of(
        Named.of("alone", root),
        Named.of("with causes", chain),
        Named.of("with suppressed ones", suppressing),
        Named.of("whose cause is suppressed as well", causeAndSuppressed),
        Named.of("circular", circular),
        Named.of("without frames", withoutFrames),
        Named.of("of another text", new OtherText(chain)));
  }

  private static Throwable deeper(int calls, Throwable cause) {
    return calls == 0 ? new RuntimeException("deep", cause) : deeper(calls - 1, cause);
  }

  @SuppressWarnings("OverrideThrowableToString") // that is what an application may do
  private static final class OtherText extends RuntimeException {
    private static final long serialVersionUID = 1;

    OtherText(Throwable cause) {
      super("not in its text", cause);
    }

    @Override
    public String toString() {
      return "a text of its own";
    }
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void isTheTraceThatTheThrowablePrints(Throwable thrown) {
    for (int i = 0; i < 3; i++) { // the first is written, the others are known
      context.getLogger("shop.Orders").error("failed", thrown);
    }
    assertThat(collector.awaitLogRecords(3))
        .allSatisfy(record -> assertThat(record.getAttributesList()).contains(printed(thrown)));
  }

  private static KeyValue printed(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    KeyValue.Builder attribute = KeyValue.newBuilder().setKey("exception.stacktrace");
    attribute.getValueBuilder().setStringValue(text.toString().replace("\r\n", "\n"));
    return attribute.build();
  }
}
