package dev.logline.buffer;

import dev.logline.diagnose.StatusBoard;
import dev.logline.testkit.HeardLosses;
import io.opentelemetry.sdk.common.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The buffer in files keeps what every buffer promises. */
class SpoolBufferTest extends RecordBufferContractTest {
  @TempDir private Path directory;
  private final List<RecordBuffer> created = new ArrayList<>();

  @Override
  RecordBuffer create(long bytes, Overflow overflow, IntConsumer evicted, Clock clock) {
    try {
      RecordBuffer buffer =
          RecordBuffers.spooled(
              new SpoolSettings(directory, bytes, null, 32),
              RecordBuffers.MIN_BYTES,
              overflow,
              new Wakeup(),
              clock,
              new StatusBoard(),
              HeardLosses.evicted(evicted));
      created.add(buffer);
      return buffer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() {
    created.forEach(RecordBuffer::close);
  }
}
