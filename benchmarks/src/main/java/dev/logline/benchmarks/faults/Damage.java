package dev.logline.benchmarks.faults;

import dev.logline.benchmarks.faults.Sink.Behaviour;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Segments of a killed process that lose their end, or in which a bit flips. */
final class Damage implements Scenario {
  /** From the end of a body to the end of its entry there is less than that. */
  private static final int BEHIND_THE_BODY = 256;

  private final boolean cut;

  Damage(boolean cut) {
    this.cut = cut;
  }

  @Override
  public String name() {
    return cut ? "truncated" : "flipped";
  }

  @Override
  public void run(Bench bench, Consumer<Result> results) throws Exception {
    int rounds = bench.form.of(1, 5, 25);
    Subject subject = bench.spool();
    Result result =
        new Result(
            (cut ? "a segment is cut, " : "a bit flips in a segment, ") + rounds + " times",
            subject);
    Random random = new Random(rounds);
    long reported = 0;
    for (int round = 0; round < rounds; round++) {
      reported += round(bench, result, random);
    }
    results.accept(result.report(reported));
  }

  /** Returns what is reported lost. */
  private long round(Bench bench, Result result, Random random) throws Exception {
    Subject subject = bench.spool();
    try (Sink sink = new Sink()) {
      sink.turn(Behaviour.DOWN);
      try (ChildJvm program =
          bench.start(subject, Load.burst(bench.form.of(10_000, 40_000, 40_000), 2), sink)) {
        program.await(Program.LOGGED, Duration.ofMinutes(1));
        program.kill();
        List<Path> segments = Spools.segments(Spools.of(subject));
        Path victim = segments.get(random.nextInt(segments.size()));
        List<Payload> touched = cut ? cut(victim, random) : flip(victim, random);
        sink.turn(Behaviour.OK);
        long reported = Spools.drain(bench, subject, sink);
        long before = result.lost();
        result.count(program, sink.arrivals).close(sink.arrivals);
        long lost = result.lost() - before;
        long excused =
            touched.stream().filter(payload -> !sink.arrivals.hasArrived(payload)).count();
        result.need(lost == excused, lost - excused + " intact records lost");
        result.need(reported == lost, "reports " + reported + " lost, and " + lost + " are");
        return reported;
      }
    }
  }

  /** Cuts the file somewhere; returns the records that may be lost by that. */
  private static List<Payload> cut(Path segment, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(segment);
    int at = random.nextInt(bytes.length);
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
      file.setLength(at);
    }
    return Records.in(bytes, at - BEHIND_THE_BODY, bytes.length);
  }

  /** Flips a bit somewhere; returns the records that may be lost by that. */
  private static List<Payload> flip(Path segment, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(segment);
    int at = random.nextInt(bytes.length);
    List<Payload> near = Records.in(bytes, at - BEHIND_THE_BODY, at + BEHIND_THE_BODY);
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
      file.seek(at);
      file.write(bytes[at] ^ 1 << random.nextInt(8));
    }
    return near;
  }
}
