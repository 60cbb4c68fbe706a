/** The handler for java.util.logging. */
module dev.logline.jul {
  requires transitive dev.logline;
  requires transitive java.logging;
  requires io.opentelemetry.api;
  requires io.opentelemetry.context;

  exports dev.logline.jul;
}
