package dev.logline.testkit;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okhttp3.Protocol;
import okio.Buffer;

/** A gRPC server on a free port of the loopback address that answers as a test says. */
public final class FakeGrpcBackend implements AutoCloseable {
  private final MockWebServer server;
  private final String scheme;

  private FakeGrpcBackend(MockWebServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    try {
      server.start(InetAddress.getLoopbackAddress(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static FakeGrpcBackend start() {
    MockWebServer server = new MockWebServer();
    server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
    return new FakeGrpcBackend(server, "http");
  }

  /** One that asks for the client's certificate. */
  public static FakeGrpcBackend startTls(SSLContext tls) {
    MockWebServer server = new MockWebServer();
    server.useHttps(tls.getSocketFactory());
    server.requireClientAuth();
    return new FakeGrpcBackend(server, "https");
  }

  public String endpoint() {
    return scheme + "://127.0.0.1:" + server.getPort();
  }

  /** The next request is answered with this message, and status OK in the trailers. */
  public void answer(Message message) {
    answer(new Buffer().writeByte(0).writeInt(message.getSerializedSize()), message.toByteArray());
  }

  /** The next request is answered with these bytes of a compressed message, and status OK. */
  public void answerPacked(byte[] gzip) {
    answer(new Buffer().writeByte(1).writeInt(gzip.length), gzip);
  }

  private void answer(Buffer prefix, byte[] message) {
    server.enqueue(
        grpc()
            .addHeader("grpc-encoding", "gzip")
            .body(prefix.write(message))
            .trailers(Headers.of("grpc-status", "0"))
            .build());
  }

  /**
   * The next request is refused with headers and nothing else.
   *
   * @param details of the status, base64; null for none
   */
  public void refuse(int status, String message, String details) {
    MockResponse.Builder response =
        grpc().addHeader("grpc-status", String.valueOf(status)).addHeader("grpc-message", message);
    if (details != null) {
      response.addHeader("grpc-status-details-bin", details);
    }
    server.enqueue(response.build());
  }

  /** The next request is refused after an empty message, in the trailers. */
  public void refuseInTrailers(int status, String details) {
    server.enqueue(
        grpc()
            .body(new Buffer().writeByte(0).writeInt(0))
            .trailers(
                Headers.of(
                    "grpc-status", String.valueOf(status), "grpc-status-details-bin", details))
            .build());
  }

  /**
   * The next request is taken and never answered, as when a router has forgotten the connection.
   */
  public void swallow() {
    server.enqueue(grpc().onResponseStart(SocketEffect.Stall.INSTANCE).build());
  }

  /** The next request is answered by something that speaks no gRPC. */
  public void answerAsProxy(int httpStatus) {
    server.enqueue(
        new MockResponse.Builder()
            .code(httpStatus)
            .addHeader("Content-Type", "text/html")
            .body("<html>")
            .build());
  }

  private static MockResponse.Builder grpc() {
    return new MockResponse.Builder().clearHeaders().addHeader("Content-Type", "application/grpc");
  }

  /** A google.rpc.Status with a google.rpc.RetryInfo in it, base64. */
  public static String retryInfo(Duration delay) {
    return Base64.getEncoder()
        .withoutPadding()
        .encodeToString(
            message(
                3,
                Any.newBuilder()
                    .setTypeUrl("type.googleapis.com/google.rpc.RetryInfo")
                    .setValue(ByteString.copyFrom(message(1, delay)))
                    .build()));
  }

  private static byte[] message(int field, Message value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.writeMessage(field, value);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The next request that came, within 20 s. */
  public RecordedRequest take() {
    try {
      RecordedRequest request = server.takeRequest(20, TimeUnit.SECONDS);
      if (request == null) {
        throw new AssertionError("no request came");
      }
      return request;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The message of a request. */
  public static ExportLogsServiceRequest decode(RecordedRequest request) {
    byte[] frame = request.getBody().toByteArray();
    try (DataInputStream body = new DataInputStream(new ByteArrayInputStream(frame))) {
      boolean packed = body.readByte() == 1;
      int length = body.readInt();
      if (length != body.available()) {
        throw new AssertionError(length + " bytes were announced, not " + body.available());
      }
      return ExportLogsServiceRequest.parseFrom(packed ? new GZIPInputStream(body) : body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
