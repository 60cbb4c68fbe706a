package dev.logline.ship;

import io.opentelemetry.sdk.common.export.HttpResponse;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** An answer of {@link JdkHttpSender}: what the SDK asks for, and the headers beside it. */
final class JdkHttpResponse implements HttpResponse {
  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;

  /**
   * @param body null where a proxy refused the way to the backend: the JDK's client reads none then
   */
  JdkHttpResponse(int status, HttpHeaders headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body == null ? new byte[0] : body;
  }

  /** The first value of a response header, whatever the case of its name. */
  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  @Override
  public int getStatusCode() {
    return status;
  }

  /** Empty: the JDK's client does not keep the reason phrase. */
  @Override
  public String getStatusMessage() {
    return "";
  }

  @Override
  public byte[] getResponseBody() {
    return body;
  }

  @Override
  public String toString() {
    return "JdkHttpResponse{status=" + status + ", body=" + body.length + " bytes}";
  }
}
