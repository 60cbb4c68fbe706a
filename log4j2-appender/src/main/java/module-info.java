/** The Log4j2 appender. */
module dev.logline.log4j2 {
  requires transitive dev.logline;
  requires transitive org.apache.logging.log4j;
  requires transitive org.apache.logging.log4j.core;
  requires io.opentelemetry.context;
  requires java.desktop; // as log4j-core does: its listeners are of java.beans

  exports dev.logline.log4j2;

  // Log4j2 sets the builder's fields from the element's attributes.
  opens dev.logline.log4j2 to
      org.apache.logging.log4j.core;

  provides org.apache.logging.log4j.core.util.ContextDataProvider with
      dev.logline.log4j2.TraceContextDataProvider;
}
