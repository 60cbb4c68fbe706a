package dev.logline.benchmarks.speed.sink;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Which records of each run have arrived, and which of them twice. Not safe for threads. */
final class Counts {
  private final Map<Integer, Run> runs = new HashMap<>();
  private long now;

  // Of the record before, which is most often of the same run and thread:
  private int run;
  private int thread;
  private Run current; // null where there was none
  private BitSet seen;

  /** What is added from here on arrives now. */
  void arrive() {
    now = System.nanoTime();
  }

  void add(int run, int thread, int sequence) {
    if (current == null || run != this.run || thread != this.thread) {
      current = runs.computeIfAbsent(run, number -> new Run());
      seen = current.seen.computeIfAbsent(thread, number -> new BitSet());
      this.run = run;
      this.thread = thread;
    }
    if (seen.get(sequence)) {
      current.twice++;
    }
    seen.set(sequence);
    current.last = now;
  }

  /** What came of a run, which is then forgotten. */
  String take(int run) {
    Run taken = runs.getOrDefault(run, new Run());
    runs.remove(run);
    current = null;
    long arrived = taken.seen.values().stream().mapToLong(BitSet::cardinality).sum();
    return "arrived=" + arrived + " twice=" + taken.twice + " last=" + taken.last;
  }

  private static final class Run {
    private final Map<Integer, BitSet> seen = new HashMap<>();
    private long twice;
    private long last;
  }
}
