package dev.logline.benchmarks.speed;

import dev.logline.benchmarks.speed.SinkProcess.Way;
import dev.logline.benchmarks.speed.program.Framework;
import dev.logline.benchmarks.speed.program.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What is left when nothing is logged, some time after a burst: threads and wake-ups beyond those
 * of the same program with a no-op appender, and memory that is held for records.
 */
final class Idle implements Row {
  /** Heap that a burst filled is let go after 10 s. */
  private static final int QUIET_SECONDS = 12;

  private static final String SWITCHES = "voluntary_ctxt_switches:";
  private static final double MIB = 1 << 20;

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public void run(Bench bench, Consumer<Line> lines) throws Exception {
    int records = bench.form.of(1_000, 100_000, 100_000);
    int seconds = bench.form.of(1, 4, 10);
    List<Subject> subjects =
        List.of(
            Subject.nothing(Framework.LOGBACK),
            Subject.logline(Framework.LOGBACK),
            Subject.peer(Framework.LOGBACK));
    try (Programs programs = bench.start(subjects, Way.HTTP)) {
      for (ProgramProcess program : programs.all()) {
        program.ask("burst", bench.nextNumber(), Shape.PLAIN, 1, records);
      }
      Thread.sleep(bench.form.of(0, QUIET_SECONDS, QUIET_SECONDS) * 1_000L);
      List<Map<Path, Long>> before = switches(programs);
      Thread.sleep(seconds * 1_000L);
      List<Map<Path, Long>> after = switches(programs);
      List<Measured> all = new ArrayList<>();
      for (int i = 0; i < subjects.size(); i++) {
        Answer answer = programs.get(i).ask("idle");
        all.add(
            new Measured(
                answer.number("threads"),
                (double) more(before.get(i), after.get(i)) / seconds,
                answer.number("held") / MIB));
      }
      for (int i = 1; i < subjects.size(); i++) {
        give(subjects.get(i), all.get(i).beyond(all.get(0)), lines);
      }
    }
  }

  /** What a program has while it is idle. */
  private record Measured(double threads, double wakeUps, double heldMib) {
    Measured beyond(Measured nothing) {
      return new Measured(
          threads - nothing.threads, Math.max(0, wakeUps - nothing.wakeUps), heldMib);
    }
  }

  private static void give(Subject subject, Measured measured, Consumer<Line> lines) {
    Line threads = line(subject, "threads", measured.threads());
    Line wakeUps = line(subject, "wake-ups/s", measured.wakeUps());
    if (subject.isLogline()) {
      threads = threads.bar(Bar.atMost(1, measured.threads(), ""));
      wakeUps = wakeUps.bar(Bar.under(2, measured.wakeUps(), ""));
      lines.accept(
          line(subject, "MiB held for records", measured.heldMib())
              .bar(Bar.under(2, measured.heldMib(), " MiB")));
    }
    lines.accept(threads);
    lines.accept(wakeUps);
  }

  private static Line line(Subject subject, String measure, double value) {
    return Line.of("idle, Logback", subject.label(), measure, Samples.of(value));
  }

  private static List<Map<Path, Long>> switches(Programs programs) throws IOException {
    List<Map<Path, Long>> all = new ArrayList<>();
    for (ProgramProcess program : programs.all()) {
      all.add(switches(program.pid()));
    }
    return all;
  }

  /** How often each thread of the process has waited for something. */
  private static Map<Path, Long> switches(long pid) throws IOException {
    Map<Path, Long> switches = new HashMap<>();
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path thread : threads.toList()) {
        for (String line : Files.readAllLines(thread.resolve("status"))) {
          if (line.startsWith(SWITCHES)) {
            switches.put(thread, Long.parseLong(line.substring(SWITCHES.length()).trim()));
          }
        }
      }
    }
    return switches;
  }

  private static long more(Map<Path, Long> before, Map<Path, Long> after) {
    return after.entrySet().stream()
        .mapToLong(entry -> entry.getValue() - before.getOrDefault(entry.getKey(), 0L))
        .sum();
  }
}
