package dev.logline.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.buffer.RecordBuffer.Origin;
import dev.logline.testkit.DiscardedLoader;
import io.opentelemetry.sdk.common.Clock;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack that overflows while an entry is written holds up nothing behind that entry. */
class OverflowedStackTest {
  private static final int CHANCES = 60;

  /**
   * Overflows for the first time within code that was compiled without having seen it: since Java
   * 22 C2 leaves out who would note the entry, and what makes up for that takes more of the stack
   * than was found free. Classes have one such first time each, so each is in a new loader.
   */
  public static final class Program {
    private static final int CALLS = 30_000; // until it is compiled
    private static final byte[] ENTRY = new byte[62];
    private static final Clock CLOCK = Clock.getDefault();

    private final SegmentRows rows =
        new SegmentRows(
            new HeapSegments(32 << 20, CLOCK),
            1,
            new Wakeup(),
            new Room(new Overflow(Overflow.Policy.DROP_NEWEST, Duration.ZERO), CLOCK));

    private final RepeatedBytes scope = new RepeatedBytes(new byte[10]);
    private final RepeatedBytes lines = new RepeatedBytes(new byte[300]);
    private final Repeats repeats = new Repeats();
    private int appended;

    private Program() {
      lines.moveTo(20);
    }

    /** Prints how many of the chances ended with an entry that holds up others. */
    public static void main(String[] args) throws Exception {
      int heldUp = 0;
      for (int i = 0; i < CHANCES; i++) {
        try {
          DiscardedLoader unused = DiscardedLoader.after(Program.class, "overflow", "" + i);
        } catch (InvocationTargetException e) {
          System.out.println(e.getCause());
          heldUp++;
        }
      }
      System.out.println(heldUp + " of " + CHANCES);
    }

    /** One chance, of a stack that begins {@code frames} deeper. */
    public static void overflow(String frames) throws InterruptedException {
      Program program = new Program();
      for (int i = 0; i < CALLS; i++) {
        program.append();
        program.drain(i % 5_000 == 0);
      }
      Thread small =
          new Thread(
              null, () -> program.begin(Integer.parseInt(frames)), "small-stack", 192 * 1024);
      small.start();
      small.join();
      program.drain(true);
      if (program.rows.backlogBytes() > 0) {
        throw new IllegalStateException(program.rows.backlogBytes() + " bytes are held up");
      }
    }

    private int begin(int frames) {
      if (frames > 0) {
        return begin(frames - 1) + 1;
      }
      for (int i = 0; i < 3; i++) {
        try {
          deeper(0);
        } catch (StackOverflowError e) {
          // that is what it is for
        }
      }
      return 0;
    }

    private int deeper(int depth) {
      append();
      return depth < 0 ? 0 : deeper(depth + 1) + 1;
    }

    private void append() {
      int meta = Segment.meta(10, 9, Origin.APPENDER);
      repeats.begin(++appended % 3 == 0 ? null : scope);
      repeats.leaveOut(appended % 2 == 0 ? lines : null);
      rows.append(rows.row(0), ENTRY, ENTRY.length, repeats, meta, Share.COMMON, false);
    }

    private void drain(boolean now) {
      while (now) {
        Batch batch = rows.take(1_000, 1 << 20);
        if (batch == null) {
          return;
        }
        rows.release(batch);
      }
    }
  }

  @Test
  void anEntryThatWasNotWrittenIsPassedOver(@TempDir Path directory) throws Exception {
    Path said = directory.resolve("said");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:-TieredCompilation", // straight to C2
                "-XX:-UseOnStackReplacement",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Program.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      child.destroyForcibly();
    }
    assertThat(Files.readAllLines(said)).containsExactly("0 of " + CHANCES);
  }
}
