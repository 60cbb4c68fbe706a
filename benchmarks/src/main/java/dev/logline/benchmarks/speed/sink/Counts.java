package dev.logline.benchmarks.speed.sink;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Which records of each run have arrived, and which of them twice. Not safe for threads. */
final class Counts {
  private final Map<Integer, Run> runs = new HashMap<>();

  void add(int run, int thread, int sequence) {
    Run of = runs.computeIfAbsent(run, number -> new Run());
    BitSet seen = of.seen.computeIfAbsent(thread, number -> new BitSet());
    if (seen.get(sequence)) {
      of.twice++;
    }
    seen.set(sequence);
    of.last = System.nanoTime();
  }

  /** What came of a run, which is then forgotten. */
  String take(int run) {
    Run of = runs.getOrDefault(run, new Run());
    runs.remove(run);
    long arrived = of.seen.values().stream().mapToLong(BitSet::cardinality).sum();
    return "arrived=" + arrived + " twice=" + of.twice + " last=" + of.last;
  }

  private static final class Run {
    private final Map<Integer, BitSet> seen = new HashMap<>();
    private long twice;
    private long last;
  }
}
