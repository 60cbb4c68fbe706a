package dev.logline.examples.endtoend;

/** Logs one record through each framework, inside a span, and says which modules do the work. */
final class OneOfEach {
  private OneOfEach() {}

  public static void main(String[] args) throws ClassNotFoundException {
    org.slf4j.LoggerFactory.getLogger("test.Logback").info("by logback");
    org.apache.logging.log4j.LogManager.getLogger("test.Log4j2").info("by log4j2");
    java.util.logging.Logger.getLogger("test.Jul").info("by jul");
    io.opentelemetry.api.GlobalOpenTelemetry.getTracer("test")
        .spanBuilder("a span")
        .startSpan()
        .end();
    for (String name :
        new String[] {
          "dev.logline.logback.OtlpAppender",
          "dev.logline.log4j2.OtlpAppender",
          "dev.logline.jul.OtlpHandler",
          "dev.logline.Logline"
        }) {
      System.out.println(name + " is in " + Class.forName(name).getModule());
    }
  }
}
