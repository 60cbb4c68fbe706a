package dev.logline.examples.instrumentedserver;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * Takes OTLP over gRPC on the loopback address and passes each request on to a receiver that speaks
 * OTLP over HTTP, whose answer it gives.
 */
final class GrpcReceiver implements AutoCloseable {
  /** The port that OTLP over gRPC has by default. */
  static final int DEFAULT_PORT = 4317;

  private static final int MAX_BYTES = 16 << 20;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newHttpClient();
  private final String receiver;
  private final Server server;

  private GrpcReceiver(int port, String receiver) throws IOException {
    this.receiver = receiver;
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    server =
        NettyServerBuilder.forAddress(address)
            .maxInboundMessageSize(MAX_BYTES)
            .addServices(
                List.of(
                    service("logs.v1.LogsService", "/v1/logs"),
                    service("trace.v1.TraceService", "/v1/traces"),
                    service("metrics.v1.MetricsService", "/v1/metrics")))
            .build()
            .start();
  }

  /**
   * Listens, for the receiver at the given endpoint.
   *
   * @param port 0 for any that is free
   */
  static GrpcReceiver start(int port, String receiver) throws IOException {
    return new GrpcReceiver(port, receiver);
  }

  /** What a sender's {@code OTEL_EXPORTER_OTLP_ENDPOINT} should be. */
  String endpoint() {
    return "http://127.0.0.1:" + server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private ServerServiceDefinition service(String name, String path) {
    String service = "opentelemetry.proto.collector." + name;
    MethodDescriptor<byte[], byte[]> export =
        MethodDescriptor.newBuilder(Bytes.MARSHALLER, Bytes.MARSHALLER)
            .setType(MethodType.UNARY)
            .setFullMethodName(service + "/Export")
            .build();
    return ServerServiceDefinition.builder(service)
        .addMethod(
            export,
            ServerCalls.asyncUnaryCall(
                (byte[] request, StreamObserver<byte[]> answer) -> pass(path, request, answer)))
        .build();
  }

  private void pass(String path, byte[] request, StreamObserver<byte[]> answer) {
    try {
      var received =
          client.send(
              HttpRequest.newBuilder(URI.create(receiver + path))
                  .timeout(TIMEOUT)
                  .header("Content-Type", "application/x-protobuf")
                  .POST(BodyPublishers.ofByteArray(request))
                  .build(),
              BodyHandlers.ofByteArray());
      if (received.statusCode() == 200) {
        answer.onNext(received.body());
        answer.onCompleted();
      } else {
        String status = "the receiver answered " + received.statusCode();
        answer.onError(Status.INVALID_ARGUMENT.withDescription(status).asException());
      }
    } catch (IOException e) {
      answer.onError(Status.UNAVAILABLE.withCause(e).asException());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer.onError(Status.CANCELLED.asException());
    }
  }
}
