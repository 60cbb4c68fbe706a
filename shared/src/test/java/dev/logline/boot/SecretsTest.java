package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logline.Logline;
import dev.logline.LoglineOptions;
import dev.logline.testkit.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token is sent to the backend, and shows nowhere else, whatever goes wrong. */
class SecretsTest extends TelemetryFixture {
  private static final String CANARY = "canary-4b1d";

  @TempDir private Path directory;

  @Test
  void aTokenShowsNowhereButInTheRequest() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream stderr = System.err;
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      List<Reply> troubles =
          List.of(
              Reply.status(401),
              Reply.status(403),
              Reply.body(401, "text/plain", "unknown token Bearer " + CANARY, Map.of()),
              Reply.body(400, "application/json", "{\"token\": \"" + CANARY + "\"}", Map.of()),
              Reply.status(400),
              Reply.status(503, CANARY),
              Reply.redirect("http://127.0.0.1:1/?token=" + CANARY),
              Reply.html(),
              Reply.reset(),
              Reply.hugeBody());
      for (Reply trouble : troubles) {
        check(trouble);
      }
      assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain(CANARY);
    } finally {
      System.setErr(stderr);
    }
    assertThat(statuses).isNotEmpty().noneMatch(said -> said.contains(CANARY));
  }

  private void check(Reply trouble) throws Exception {
    collector.answer(trouble);
    int before = collector.refused().size();
    Intake<String> intake =
        appender(
            "endpoint",
            collector.endpoint(),
            "headers",
            "authorization=Bearer " + CANARY + ",x-api-key=" + CANARY,
            "spool",
            directory.toString(),
            "flushTimeout",
            "200ms");
    intake.accept("a logger", "a record");
    collector.awaitRefused(before + 1);
    assertThat(collector.refused().get(before).header("authorization"))
        .containsExactly("Bearer " + CANARY);
    assertThat(Logline.status().toString()).doesNotContain(CANARY);
    assertThat(inJmx()).isNotEmpty().noneMatch(text -> text.contains(CANARY));
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.toString().contains(CANARY));
    for (String text : inFiles()) {
      assertThat(text).doesNotContain(CANARY);
    }
    Logline.shutdown();
  }

  private static List<String> inJmx() throws Exception {
    List<String> texts = new ArrayList<>();
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    Set<ObjectName> names = server.queryNames(new ObjectName("dev.logline:*"), null);
    for (ObjectName name : names) {
      for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
        Object value = server.getAttribute(name, attribute.getName());
        texts.add(
            value instanceof Object[] items ? List.of(items).toString() : String.valueOf(value));
      }
    }
    return texts;
  }

  private List<String> inFiles() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        texts.add(Files.readString(path, StandardCharsets.ISO_8859_1));
      }
    }
    return texts;
  }

  @Test
  void aRefusedOptionDoesNotShowWhatItHolds() {
    LoglineOptions options =
        LoglineOptions.builder()
            .set("headers", "authorization=" + CANARY)
            .set("endpoint", "http://user:" + CANARY + "@localhost:4318/")
            .build();
    assertThat(options.toString()).doesNotContain(CANARY);
    assertThatThrownBy(() -> LoglineOptions.builder().set("headers", CANARY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("headers")
        .hasMessageNotContaining(CANARY);
  }
}
