package dev.logline.benchmarks.speed.sink;

import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.util.internal.logging.InternalLoggerFactory;
import io.grpc.netty.shaded.io.netty.util.internal.logging.JdkLoggerFactory;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** OTLP over gRPC; requests stay bytes. */
final class GrpcEndpoint {
  private static final String SERVICE = "opentelemetry.proto.collector.logs.v1.LogsService";
  private static final int LARGEST = 64 << 20;

  private static final Marshaller<byte[]> BYTES =
      new Marshaller<>() {
        @Override
        public InputStream stream(byte[] bytes) {
          return new ByteArrayInputStream(bytes);
        }

        @Override
        public byte[] parse(InputStream stream) {
          try {
            return stream.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };

  private GrpcEndpoint() {}

  /** Returns the port. */
  static int listen(Sink sink) throws IOException {
    // Logback, which programs of other rows need, would print each frame.
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    MethodDescriptor<byte[], byte[]> export =
        MethodDescriptor.newBuilder(BYTES, BYTES)
            .setType(MethodType.UNARY)
            .setFullMethodName(SERVICE + "/Export")
            .build();
    BindableService service =
        () ->
            ServerServiceDefinition.builder(SERVICE)
                .addMethod(
                    export,
                    ServerCalls.asyncUnaryCall(
                        (byte[] request, StreamObserver<byte[]> answer) ->
                            take(sink, request, answer)))
                .build();
    return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .maxInboundMessageSize(LARGEST)
        .addService(service)
        .build()
        .start()
        .getPort();
  }

  private static void take(Sink sink, byte[] request, StreamObserver<byte[]> answer) {
    try {
      sink.accept(SequenceReader::read, request);
      answer.onNext(new byte[0]);
      answer.onCompleted();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer.onError(Status.CANCELLED.asException());
    }
  }
}
