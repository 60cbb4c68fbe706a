package dev.logline.logrecord;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StackTracesTest {
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
    assertThat(StackTraces.render(thrown)).isEqualTo(printed(thrown));
  }

  @Test
  void aCycleIsMarkedAsPrintStackTraceMarksIt() {
    Throwable outer = new RuntimeException("a");
    outer.initCause(new RuntimeException("b", outer));
    assertThat(StackTraces.render(outer))
        .contains("Caused by: [CIRCULAR REFERENCE: java.lang.RuntimeException: a]");
  }

  @Test
  void aHundredThousandFramesAreCutInTheMiddle() {
    Throwable thrown = new RuntimeException("deep");
    StackTraceElement[] frames = new StackTraceElement[100_000];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = new StackTraceElement("C", "m" + i, "C.java", i);
    }
    thrown.setStackTrace(frames);
    assertThat(StackTraces.render(thrown))
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
    String text = StackTraces.render(new Endless());
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
    assertThat(StackTraces.render(new Hostile())).contains("[FAILED toString(): ");
  }

  @Test
  void aWholeTraceIsBounded() {
    Throwable thrown = new RuntimeException("x".repeat(1_000_000));
    for (int i = 0; i < 50; i++) {
      thrown.addSuppressed(new RuntimeException("y".repeat(10_000)));
    }
    assertThat(StackTraces.render(thrown)).hasSizeLessThan(64 * 1024);
    assertThat(Arrays.asList(thrown.getSuppressed())).hasSize(50);
  }
}
