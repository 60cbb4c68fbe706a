package dev.logline.benchmarks.speed;

import dev.logline.benchmarks.speed.EndToEnd.Load;
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

  /** Rounds of the rows of many programs, and of the JDKs whose compiler settles late. */
  private static final int MANY = 5;

  private static final Threads VIRTUAL = Threads.virtual(10_000);

  private Bursts() {}

  /** With what else there is for Logback, and the limit. */
  static Row logback() {
    List<Subject> subjects = new ArrayList<>(withDefaults());
    Subject async = Subject.asynchronous(Framework.LOGBACK);
    subjects.add(Subject.limit());
    subjects.add(Subject.loki4j());
    subjects.add(Subject.file(Framework.LOGBACK));
    subjects.add(async.lossless());
    subjects.add(async.as(async.label() + ", defaults"));
    List<Load> loads =
        List.of(
            plain("", Threads.ONE),
            plain("", Threads.platform(4)),
            plain("", Threads.platform(64)),
            new Load("burst, " + Shape.MDC.label(), Shape.MDC, Threads.ONE));
    return new EndToEnd("burst", Way.HTTP, MANY, 1, FASTER, loads, subjects);
  }

  static Row on(Jdk jdk) {
    return plain(jdk, Threads.ONE, jdk.prefix() + "burst");
  }

  /** On the JDK that has such threads. */
  static Row virtualThreads() {
    String name = "virtual";
    return Jdk.withVirtualThreads()
        .map(jdk -> plain(jdk, VIRTUAL, name))
        .orElseGet(() -> new NotHere(name, plain("", VIRTUAL).label(), "needs JDK 21 or newer"));
  }

  private static Row plain(Jdk jdk, Threads threads, String name) {
    List<Subject> subjects = withDefaults().stream().map(subject -> subject.on(jdk)).toList();
    List<Load> loads = List.of(plain(jdk.label(), threads));
    return new EndToEnd(name, Way.HTTP, MANY, 1, FASTER, loads, subjects);
  }

  private static Load plain(String prefix, Threads threads) {
    return new Load(prefix + "burst, " + threads.label(), Shape.PLAIN, threads);
  }

  /** Of one thread, and what is particular is the way or the framework. */
  private static Load load(String what) {
    return new Load("burst, " + what, Shape.PLAIN, Threads.ONE);
  }

  private static Row row(String name, Way way, double faster, Load load, List<Subject> subjects) {
    return new EndToEnd(name, way, EndToEnd.FEW, 1, faster, List.of(load), subjects);
  }

  static Row log4j2() {
    List<Subject> subjects = new ArrayList<>(lossless(Framework.LOG4J2, UnaryOperator.identity()));
    Subject async = Subject.asynchronous(Framework.LOG4J2);
    subjects.add(Subject.file(Framework.LOG4J2));
    subjects.add(async.as(async.label() + ", defaults"));
    return row("log4j2", Way.HTTP, FASTER, load("Log4j2"), subjects);
  }

  static Row gzip() {
    List<Subject> subjects =
        lossless(
            Framework.LOGBACK, any -> any.inEnvironment("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip"));
    return row("gzip", Way.HTTP, 2, load("gzip"), subjects);
  }

  static Row grpc() {
    List<Subject> subjects =
        lossless(
            Framework.LOGBACK, any -> any.inEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"));
    return row("grpc", Way.GRPC, 2, load("gRPC"), subjects);
  }

  static Row distant() {
    return slow("distant", load("50 ms away"), Way.DISTANT, 10);
  }

  static Row loopback() {
    return slow("loopback", load("plain loopback"), Way.LOOPBACK, 100);
  }

  /** Where a peer would need long for as many records as Logline logs. */
  private static Row slow(String name, Load load, Way way, double faster) {
    List<Subject> subjects = lossless(Framework.LOGBACK, UnaryOperator.identity());
    return new EndToEnd(name, way, EndToEnd.FEW, 20, faster, List.of(load), subjects);
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
