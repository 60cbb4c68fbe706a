package dev.logline.examples.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.testkit.FakeCollector;
import dev.logline.testkit.Reply;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a spool, a record whose log call returned survives SIGKILL, and the next start ships it. */
final class KillTest {
  private static final int KILLS = 6;
  private static final int MOST_RECORDS = 4 * 60_000; // a run, for the memory of this test

  @TempDir private Path directory;

  @Test
  void nothingIsLostThatWasLoggedBeforeAKill() throws Exception {
    Random random = new Random(11);
    try (FakeCollector collector = FakeCollector.start()) {
      Set<String> logged = new TreeSet<>();
      StringBuilder printed = new StringBuilder(); // by all of them, for who has to find a loss
      for (int run = 0; run < KILLS; run++) {
        if (run % 2 == 0) {
          collector.startAgain();
        } else {
          collector.stop(); // every other run finds nobody to ship to
        }
        Path file = directory.resolve("notes-" + run);
        MappedByteBuffer notes = Killed.notes(file);
        try (ChildJvm application = start(collector, file, run, "write")) {
          awaitRecords(notes, 1);
          awaitRecords(notes, random.nextInt(20_000));
          application.kill();
          printed.append(application.output());
        }
        for (int thread = 0; thread < Killed.THREADS; thread++) {
          int returned = notes.getInt(thread * 64);
          assertThat(returned).isBetween(1, MOST_RECORDS);
          for (int i = 0; i < returned; i++) {
            logged.add("run " + run + " thread " + thread + " record " + i);
          }
        }
      }
      collector.startAgain();
      try (ChildJvm last = start(collector, directory.resolve("notes"), KILLS, "drain")) {
        assertThat(last.await(Duration.ofSeconds(60))).isZero();
        printed.append(last.output());
      }
      Map<String, String> uids = new HashMap<>();
      for (LogRecord record : collector.logRecords()) {
        String uid =
            record.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("log.record.uid"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findAny()
                .orElseThrow();
        String before = uids.put(record.getBody().getStringValue(), uid);
        assertThat(before).as("a record that came twice").isIn(null, uid);
      }
      logged.removeAll(uids.keySet());
      assertThat(logged).as("lost; it was printed: " + printed).isEmpty();
      assertThat(uids.keySet())
          .as("corrupt")
          .allMatch(body -> body.matches("run \\d+ thread \\d record \\d+|drained"));
    }
  }

  @Test
  void whatAHangingBackendKeptFromBeingDeliveredAtTheEndIsShippedByTheNextStart() throws Exception {
    try (FakeCollector collector = FakeCollector.start()) {
      collector.answer(Reply.hang());
      try (ChildJvm first = startExits(collector, "exit", "1s")) {
        assertThat(first.await(Duration.ofSeconds(30))).isZero();
        assertThat(first.output())
            .contains(Exits.RECORDS + " records were not delivered before the end")
            .contains("stay in the spool");
      }
      assertThat(collector.logRecords()).isEmpty();
      collector.answer(Reply.ok());
      try (ChildJvm second = startExits(collector, "main", "30s")) {
        assertThat(second.await(Duration.ofSeconds(30))).isZero();
      }
      Map<String, Integer> counts = new HashMap<>();
      collector
          .logRecords()
          .forEach(r -> counts.merge(r.getBody().getStringValue(), 1, Integer::sum));
      for (int i = 0; i < Exits.RECORDS; i++) {
        assertThat(counts.get("record " + i)).as("record " + i + " of both runs").isEqualTo(2);
      }
    }
  }

  private ChildJvm startExits(FakeCollector collector, String way, String flushTimeout)
      throws Exception {
    return ChildJvm.of(Exits.class)
        .environment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
        .option("-Dspool=" + directory.resolve("spool"))
        .option("-DflushTimeout=" + flushTimeout)
        .option("-Dlogback.configurationFile=logback-spool.xml")
        .start(directory, "logback", way);
  }

  private static void awaitRecords(MappedByteBuffer notes, int records) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(1))
        .until(() -> notes.getInt(0) >= records);
  }

  private ChildJvm start(FakeCollector collector, Path notes, int run, String mode)
      throws Exception {
    return ChildJvm.of(Killed.class)
        .environment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
        .option("-Dspool=" + directory.resolve("spool"))
        .option("-Dlogback.configurationFile=logback-spool.xml")
        .option("-DflushTimeout=30s")
        .start(directory, notes.toString(), Integer.toString(run), mode);
  }
}
