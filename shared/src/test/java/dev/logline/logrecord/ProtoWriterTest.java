package dev.logline.logrecord;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtoWriterTest {
  private final ProtoWriter out = new ProtoWriter(1);

  @Property
  void aTextThatIsBuiltIsWrittenAsTheTextThatItMakes(@ForAll String text) {
    out.truncate(0);
    out.appendText(new StringBuilder(text));
    ProtoWriter made = new ProtoWriter(1);
    made.appendText(text);
    assertThat(out.toByteArray()).isEqualTo(made.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "\udc00", "a\ud800b", "\udc00\ud800", "ü\ud800\ud800\udc00"})
  void halvesOfACharacterAreReplacedInBoth(String text) {
    out.appendText(new StringBuilder(text));
    byte[] built = out.toByteArray();
    out.truncate(0);
    out.appendText(text);
    assertThat(built).isEqualTo(out.toByteArray());
    assertThat(new String(built, UTF_8)).contains("\ufffd");
  }

  @Test
  void aTextThatIsBuiltIsWrittenWithoutMakingAnythingOfIt() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    StringBuilder text = new StringBuilder("größer als 漢字 𝄞");
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1_000; i++) {
        out.truncate(0);
        out.appendText(text);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).as("bytes for 1,000 texts").isLessThan(1_000);
  }
}
