package dev.logline.benchmarks.faults;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Which records have arrived, exactly, and how often. */
final class Arrivals {
  private final Map<Integer, Map<Integer, Sequences>> runs = new ConcurrentHashMap<>();
  private final LongAdder corrupt = new LongAdder();
  private final AtomicLong lastArrival = new AtomicLong(System.nanoTime());

  void add(Payload payload, int uid) {
    runs.computeIfAbsent(payload.run(), run -> new ConcurrentHashMap<>())
        .computeIfAbsent(payload.thread(), thread -> new Sequences())
        .add(payload.sequence(), uid);
  }

  void addCorrupt() {
    corrupt.increment();
  }

  void addRequest() {
    lastArrival.set(System.nanoTime());
  }

  private Sequences of(int run, int thread) {
    Map<Integer, Sequences> threads = runs.getOrDefault(run, Map.of());
    return threads.getOrDefault(thread, new Sequences());
  }

  /** How many of the first {@code count} records of a thread have arrived. */
  long arrived(int run, int thread, long count) {
    return of(run, thread).arrived(count);
  }

  boolean hasArrived(Payload payload) {
    return of(payload.run(), payload.thread()).has(payload.sequence());
  }

  long arrived() {
    return all().mapToLong(sequences -> sequences.arrived(Integer.MAX_VALUE)).sum();
  }

  long duplicated() {
    return all().mapToLong(Sequences::duplicated).sum();
  }

  /** Duplicates whose {@code log.record.uid} is not that of the first. */
  long duplicatedWithAnotherUid() {
    return all().mapToLong(Sequences::otherUids).sum();
  }

  private Stream<Sequences> all() {
    return runs.values().stream().flatMap(threads -> threads.values().stream());
  }

  long corrupt() {
    return corrupt.sum();
  }

  long nanosSinceTheLast() {
    return System.nanoTime() - lastArrival.get();
  }

  /** The records of one thread. */
  private static final class Sequences {
    private final BitSet seen = new BitSet();
    private int[] uids = new int[1024];
    private long duplicated;
    private long otherUids;

    synchronized void add(int sequence, int uid) {
      if (sequence >= uids.length) {
        uids = Arrays.copyOf(uids, Math.max(sequence + 1, uids.length * 2));
      }
      if (seen.get(sequence)) {
        duplicated++;
        otherUids += uids[sequence] == uid ? 0 : 1;
      }
      seen.set(sequence);
      uids[sequence] = uid;
    }

    synchronized long arrived(long count) {
      return seen.get(0, (int) Math.min(seen.length(), count)).cardinality();
    }

    synchronized boolean has(int sequence) {
      return seen.get(sequence);
    }

    synchronized long duplicated() {
      return duplicated;
    }

    synchronized long otherUids() {
      return otherUids;
    }
  }
}
