package dev.logline.benchmarks.speed;

import dev.logline.benchmarks.speed.SinkProcess.Way;
import dev.logline.benchmarks.speed.program.Framework;
import dev.logline.benchmarks.speed.program.Shape;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The bursts that are measured. */
final class Bursts {
  private static final int SMALL_BATCH = 512; // the SDK's default
  private static final int LARGE_BATCH = 16_384;

  private Bursts() {}

  /** With the peer at its defaults, where it loses most. */
  static Row threads(int threads) {
    Subject peer = Subject.peer(Framework.LOGBACK).withAllFields();
    return new EndToEnd(
        "burst-" + threads,
        "burst, " + (threads == 1 ? "1 thread" : threads + " threads"),
        Way.HTTP,
        Shape.PLAIN,
        threads,
        1,
        3,
        List.of(
            Subject.logline(Framework.LOGBACK).withAllFields(),
            peer.tuned(SMALL_BATCH),
            peer.tuned(LARGE_BATCH),
            peer.as(peer.label() + ", defaults")));
  }

  static Row log4j2() {
    List<Subject> subjects = lossless(Framework.LOG4J2, UnaryOperator.identity());
    return new EndToEnd("log4j2", "burst, Log4j2", Way.HTTP, Shape.PLAIN, 1, 1, 3, subjects);
  }

  static Row mdc() {
    List<Subject> subjects = lossless(Framework.LOGBACK, UnaryOperator.identity());
    return new EndToEnd("mdc", "burst, MDC of 4", Way.HTTP, Shape.MDC, 1, 1, 3, subjects);
  }

  static Row gzip() {
    List<Subject> subjects =
        lossless(
            Framework.LOGBACK, any -> any.inEnvironment("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip"));
    return new EndToEnd("gzip", "burst, gzip", Way.HTTP, Shape.PLAIN, 1, 1, 2, subjects);
  }

  static Row grpc() {
    List<Subject> subjects =
        lossless(
            Framework.LOGBACK, any -> any.inEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"));
    return new EndToEnd("grpc", "burst, gRPC", Way.GRPC, Shape.PLAIN, 1, 1, 2, subjects);
  }

  static Row distant() {
    List<Subject> subjects = lossless(Framework.LOGBACK, UnaryOperator.identity());
    return new EndToEnd(
        "distant", "burst, 50 ms away", Way.DISTANT, Shape.PLAIN, 1, 20, 10, subjects);
  }

  static Row loopback() {
    List<Subject> subjects = lossless(Framework.LOGBACK, UnaryOperator.identity());
    return new EndToEnd(
        "loopback", "burst, plain loopback", Way.LOOPBACK, Shape.PLAIN, 1, 20, 100, subjects);
  }

  private static List<Subject> lossless(Framework framework, UnaryOperator<Subject> setting) {
    Subject peer = Subject.peer(framework).withAllFields();
    return Stream.of(
            Subject.logline(framework).withAllFields(),
            peer.tuned(SMALL_BATCH),
            peer.tuned(LARGE_BATCH))
        .map(setting)
        .toList();
  }
}
