package dev.logline.examples.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.examples.endtoend.crac.Core;
import dev.logline.testkit.FakeCollector;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is restored from a checkpoint, told by {@code org.crac} and by nobody else. */
final class CheckpointTest {
  @TempDir private Path directory;

  @Test
  void aRestoredProcessIsAnInstanceOfItsOwnAndLosesNothing() throws Exception {
    try (FakeCollector collector = FakeCollector.start();
        ChildJvm application =
            ChildJvm.of(Restored.class)
                .environment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
                .takesCheckpoints()
                .option("-Dorg.crac.Core.Compat=" + Core.class.getPackageName())
                .start(directory)) {
      assertThat(application.await(Duration.ofSeconds(30))).isZero();
      assertThat(application.output()).contains("open at the checkpoint: 0");
      assertThat(collector.logRecords())
          .extracting(record -> record.getBody().getStringValue())
          .containsExactly("before the checkpoint", "after the restore");
      List<String> instances =
          collector.scopedRecords().stream()
              .flatMap(scoped -> scoped.resource().getAttributesList().stream())
              .filter(attribute -> attribute.getKey().equals("service.instance.id"))
              .map(KeyValue::getValue)
              .map(value -> value.getStringValue())
              .toList();
      assertThat(instances).hasSize(2).doesNotHaveDuplicates();
    }
  }
}
