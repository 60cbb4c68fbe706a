/** The Logback appender. */
module dev.logline.logback {
  requires transitive dev.logline;
  requires transitive ch.qos.logback.classic;
  requires transitive ch.qos.logback.core;
  requires io.opentelemetry.context;
  requires org.slf4j;

  exports dev.logline.logback;
}
