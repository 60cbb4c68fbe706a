/** Network capture. */
module dev.logline.network {
  requires transitive dev.logline;
  requires transitive java.net.http;
  requires static transitive jakarta.servlet;
  requires static transitive jdk.httpserver;
  requires io.opentelemetry.api;
  requires io.opentelemetry.sdk.trace;

  exports dev.logline.network;
}
