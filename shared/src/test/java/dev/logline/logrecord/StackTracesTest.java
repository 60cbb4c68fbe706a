package dev.logline.logrecord;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StackTracesTest {
  private final StackTraces traces = new StackTraces();

  private String rendered(Throwable thrown) {
    ProtoWriter out = new ProtoWriter(16);
    out.appendText("before");
    int from = out.size();
    traces.render(Thrown.of(thrown, null), out, false);
    return StackTraces.cut(out, from, RecordLimits.DEFAULT);
  }

  private static String printed(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString().replace("\r\n", "\n");
  }

  @Test
  void rendersAsPrintStackTraceDoes() {
    Throwable cause = new IllegalArgumentException("the cause", new RuntimeException("the root"));
    Throwable thrown = new IllegalStateException("outer", cause);
    thrown.addSuppressed(new RuntimeException("suppressed", new RuntimeException("its cause")));
    assertThat(rendered(thrown)).isEqualTo(printed(thrown));
  }

  @Test
  void theNextOneIsRenderedAsTheFirstWas() {
    Throwable thrown = new IllegalStateException("outer", new RuntimeException("the cause"));
    String first = rendered(thrown);
    assertThat(rendered(new RuntimeException("short"))).startsWith("java.lang.RuntimeException: s");
    assertThat(rendered(thrown)).isEqualTo(first).isEqualTo(printed(thrown));
  }

  @Test
  void framesThatShareAPlaceInMemoryAreToldApart() {
    Throwable thrown = new RuntimeException("many");
    StackTraceElement[] frames = new StackTraceElement[StackTraces.FRAMES];
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < frames.length; i++) {
        frames[i] = new StackTraceElement("C" + round, "m", "C.java", i);
      }
      thrown.setStackTrace(frames);
      assertThat(rendered(thrown)).isEqualTo(printed(thrown));
    }
  }

  @Test
  void tracesThatBeginAlikeAreToldApart() {
    Throwable thrown = new RuntimeException("many");
    for (int round = 0; round < 50; round++) {
      StackTraceElement[] frames = new StackTraceElement[1 + round % 5];
      Arrays.fill(frames, new StackTraceElement("C", "m", "C.java", 1));
      frames[frames.length - 1] = new StackTraceElement("C" + round % 3, "m", "C.java", 1);
      thrown.setStackTrace(frames);
      assertThat(rendered(thrown)).isEqualTo(printed(thrown));
    }
  }

  @Test
  void aTraceThatIsKnownIsIndentedWhereItIsSuppressed() {
    Throwable thrown = new RuntimeException("outer");
    Throwable other = new RuntimeException("other");
    other.setStackTrace(new StackTraceElement[] {new StackTraceElement("C", "m", "C.java", 1)});
    thrown.addSuppressed(other);
    assertThat(rendered(other)).isEqualTo(printed(other));
    assertThat(rendered(thrown)).isEqualTo(printed(thrown));
    assertThat(rendered(other)).isEqualTo(printed(other));
  }

  @Test
  void textBeyondAsciiIsCutByCharactersAndMarked() {
    Throwable thrown = new RuntimeException("\u20ac".repeat(100_000));
    assertThat(rendered(thrown))
        .startsWith("java.lang.RuntimeException: \u20ac\u20ac")
        .contains("...[truncated ")
        .hasSizeLessThan(64 * 1024);
    assertThat(rendered(new RuntimeException("\u20ac"))).contains(": \u20ac\n\tat ");
  }

  @Test
  void aCycleIsMarkedAsPrintStackTraceMarksIt() {
    Throwable outer = new RuntimeException("a");
    outer.initCause(new RuntimeException("b", outer));
    assertThat(rendered(outer))
        .contains("Caused by: [CIRCULAR REFERENCE: java.lang.RuntimeException: a]");
  }

  @Test
  void ofManyTheOnesThatWereMetBeforeAreMarkedAndInTheNextTraceNoMore() {
    Throwable outer = new RuntimeException("outer");
    for (int i = 0; i < 20; i++) {
      outer.addSuppressed(new RuntimeException("suppressed " + i));
    }
    outer.addSuppressed(outer.getSuppressed()[2]);
    outer.addSuppressed(outer.getSuppressed()[15]);
    assertThat(rendered(outer)).isEqualTo(printed(outer)).contains("ENCE: ", ": suppressed 15]");
    assertThat(rendered(outer)).isEqualTo(printed(outer));
    for (Throwable suppressed : outer.getSuppressed()) {
      assertThat(rendered(suppressed)).isEqualTo(printed(suppressed));
    }
  }

  @Test
  void aHundredThousandFramesAreCutInTheMiddle() {
    Throwable thrown = new RuntimeException("deep");
    StackTraceElement[] frames = new StackTraceElement[100_000];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = new StackTraceElement("C", "m" + i, "C.java", i);
    }
    thrown.setStackTrace(frames);
    assertThat(rendered(thrown))
        .contains("\tat C.m0(")
        .contains("\t... 99744 frames truncated\n")
        .contains("\tat C.m99999(")
        .hasSizeLessThan(StackTraces.LENGTH);
  }

  @Test
  void anEndlessChainOfCausesEnds() {
    class Endless extends RuntimeException {
      private static final long serialVersionUID = 1;

      @Override
      public synchronized Throwable getCause() {
        return new Endless();
      }
    }
    String text = rendered(new Endless());
    assertThat(text).contains("deeper than 32");
    assertThat(text.split("Caused by")).hasSizeLessThanOrEqualTo(34);
  }

  @Test
  void whatTheThrowableThrowsBecomesText() {
    @SuppressWarnings("OverrideThrowableToString") // that is what an application may do
    class Hostile extends RuntimeException {
      private static final long serialVersionUID = 1;

      @Override
      public String toString() {
        throw new IllegalStateException();
      }

      @Override
      public StackTraceElement[] getStackTrace() {
        throw new IllegalStateException();
      }

      @Override
      public synchronized Throwable getCause() {
        throw new StackOverflowError();
      }
    }
    assertThat(rendered(new Hostile())).contains("[FAILED toString(): ");
  }

  @Test
  void aWholeTraceIsBounded() {
    Throwable thrown = new RuntimeException("x".repeat(1_000_000));
    for (int i = 0; i < 50; i++) {
      thrown.addSuppressed(new RuntimeException("y".repeat(10_000)));
    }
    assertThat(rendered(thrown)).hasSizeLessThan(64 * 1024);
    assertThat(Arrays.asList(thrown.getSuppressed())).hasSize(50);
  }
}
