package dev.logline.benchmarks.speed;

import dev.logline.benchmarks.speed.SinkProcess.Way;
import dev.logline.benchmarks.speed.program.Framework;
import dev.logline.benchmarks.speed.program.Shape;
import dev.logline.benchmarks.speed.program.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The bursts that are measured. */
final class Bursts {
  private static final int SMALL_BATCH = 512; // the SDK's default
  private static final int LARGE_BATCH = 16_384;

  private static final double FASTER = 3;
  private static final Threads VIRTUAL = Threads.virtual(10_000);

  private Bursts() {}

  /** With what else there is for Logback. */
  static Row oneThread() {
    List<Subject> subjects = new ArrayList<>(withDefaults());
    Subject async = Subject.asynchronous(Framework.LOGBACK);
    subjects.add(Subject.loki4j());
    subjects.add(Subject.file(Framework.LOGBACK));
    subjects.add(async.lossless());
    subjects.add(async.as(async.label() + ", defaults"));
    return plain("burst-1", Threads.ONE, subjects);
  }

  /** With the peer at its defaults, too, where it loses most. */
  static Row threads(int threads) {
    return plain("burst-" + threads, Threads.platform(threads), withDefaults());
  }

  static Row on(Jdk jdk) {
    return plain(jdk, Threads.ONE, jdk.prefix() + "burst");
  }

  /** On the JDK that has such threads. */
  static Row virtualThreads() {
    String name = "virtual";
    return Jdk.withVirtualThreads()
        .map(jdk -> plain(jdk, VIRTUAL, name))
        .orElseGet(() -> new NotHere(name, label(VIRTUAL), "needs JDK 21 or newer"));
  }

  private static Row plain(Jdk jdk, Threads threads, String name) {
    List<Subject> subjects = withDefaults().stream().map(subject -> subject.on(jdk)).toList();
    String label = jdk.label() + label(threads);
    return new EndToEnd(name, label, Way.HTTP, Shape.PLAIN, threads, 1, FASTER, subjects);
  }

  private static Row plain(String name, Threads threads, List<Subject> subjects) {
    return new EndToEnd(name, label(threads), Way.HTTP, Shape.PLAIN, threads, 1, FASTER, subjects);
  }

  private static String label(Threads threads) {
    return "burst, " + threads.label();
  }

  static Row log4j2() {
    List<Subject> subjects = new ArrayList<>(lossless(Framework.LOG4J2, UnaryOperator.identity()));
    Subject async = Subject.asynchronous(Framework.LOG4J2);
    subjects.add(Subject.file(Framework.LOG4J2));
    subjects.add(async.as(async.label() + ", defaults"));
    return one("log4j2", "burst, Log4j2", Way.HTTP, Shape.PLAIN, FASTER, subjects);
  }

  static Row mdc() {
    List<Subject> subjects = lossless(Framework.LOGBACK, UnaryOperator.identity());
    return one("mdc", "burst, MDC of 4", Way.HTTP, Shape.MDC, FASTER, subjects);
  }

  static Row gzip() {
    List<Subject> subjects =
        lossless(
            Framework.LOGBACK, any -> any.inEnvironment("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip"));
    return one("gzip", "burst, gzip", Way.HTTP, Shape.PLAIN, 2, subjects);
  }

  static Row grpc() {
    List<Subject> subjects =
        lossless(
            Framework.LOGBACK, any -> any.inEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"));
    return one("grpc", "burst, gRPC", Way.GRPC, Shape.PLAIN, 2, subjects);
  }

  static Row distant() {
    return slow("distant", "burst, 50 ms away", Way.DISTANT, 10);
  }

  static Row loopback() {
    return slow("loopback", "burst, plain loopback", Way.LOOPBACK, 100);
  }

  private static Row one(
      String name, String label, Way way, Shape shape, double faster, List<Subject> subjects) {
    return new EndToEnd(name, label, way, shape, Threads.ONE, 1, faster, subjects);
  }

  /** Where a peer would need long for as many records as Logline logs. */
  private static Row slow(String name, String label, Way way, double faster) {
    List<Subject> subjects = lossless(Framework.LOGBACK, UnaryOperator.identity());
    return new EndToEnd(name, label, way, Shape.PLAIN, Threads.ONE, 20, faster, subjects);
  }

  private static List<Subject> withDefaults() {
    Subject peer = Subject.peer(Framework.LOGBACK).withAllFields();
    return Stream.concat(
            lossless(Framework.LOGBACK, UnaryOperator.identity()).stream(),
            Stream.of(peer.as(peer.label() + ", defaults")))
        .toList();
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
