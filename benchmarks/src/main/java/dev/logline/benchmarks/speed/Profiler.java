package dev.logline.benchmarks.speed;

import dev.logline.benchmarks.common.Form;
import dev.logline.benchmarks.common.MarkdownTable;
import dev.logline.benchmarks.speed.SinkProcess.Way;
import dev.logline.benchmarks.speed.program.Framework;
import dev.logline.benchmarks.speed.program.Shape;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Who owns the cost of a log call through Logline: samples of the thread that logs, by owner. */
final class Profiler {
  private static final int RECORDS = 20_000;

  private final Map<String, Owned> owners = new HashMap<>();
  private int samples;

  private Profiler() {}

  /** Samples that have an owner, and which of them are in the JDK on its behalf. */
  private static final class Owned {
    private final Map<String, Integer> tops = new HashMap<>();
    private int all;
    private int inJdk;

    String most() {
      return tops.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .map(Map.Entry::getKey)
          .orElse("-");
    }
  }

  /** Else a sample counts where the compiler last noted where it was, a call away or more. */
  private static final String[] EXACT = {
    "-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints"
  };

  /** A row is {@code caller-<framework>}, or that with {@code -<shape>}. */
  static void run(String row, int seconds, PrintStream out, Path parent)
      throws IOException, InterruptedException {
    String[] words = row.toUpperCase(Locale.ROOT).split("-", -1);
    Framework framework = Framework.valueOf(words[1]);
    Shape shape = words.length > 2 ? Shape.valueOf(words[2]) : Shape.PLAIN;
    Profiler profiler = new Profiler();
    try (Bench bench = new Bench(Form.FULL, parent.toAbsolutePath())) {
      Path recording = bench.file("profile.jfr");
      Subject logline = Subject.logline(framework).withAllFields();
      try (Programs programs = bench.start(List.of(logline), Way.HTTP, EXACT)) {
        int run = bench.nextNumber();
        programs.get(0).ask("profile", run, shape, RECORDS, seconds, recording);
      }
      for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
        if (event.getEventType().getName().equals("jdk.ExecutionSample")
            && event.getThread("sampledThread").getJavaName().startsWith("pool-")) {
          profiler.add(event.getStackTrace().getFrames());
        }
      }
    }
    profiler.print(framework.label() + ", " + shape.label(), out);
  }

  /** The owner is who is next to the top, and not the JDK. */
  private void add(List<RecordedFrame> frames) {
    String top = name(frames.get(0));
    boolean inJdk = owner(top) == null;
    for (RecordedFrame frame : frames) {
      String owner = owner(name(frame));
      if (owner != null) {
        Owned owned = owners.computeIfAbsent(owner, name -> new Owned());
        owned.all++;
        owned.inJdk += inJdk ? 1 : 0;
        owned.tops.merge(top, 1, Integer::sum);
        samples++;
        return;
      }
    }
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }

  /** Null for the JDK. */
  private static String owner(String name) {
    if (name.startsWith("dev.logline.benchmarks.")) {
      return "the program";
    } else if (name.startsWith("dev.logline.")) {
      return name.substring(0, name.indexOf('.', "dev.logline.".length()));
    } else if (name.startsWith("ch.qos.logback.") || name.startsWith("org.slf4j.")) {
      return "Logback and SLF4J";
    } else if (name.startsWith("org.apache.logging.")) {
      return "Log4j2";
    } else if (name.startsWith("java.util.logging.") || name.startsWith("java.text.")) {
      return "java.util.logging";
    }
    return name.startsWith("io.opentelemetry.") ? "OpenTelemetry" : null;
  }

  private void print(String what, PrintStream out) {
    out.printf(
        "%s: %d samples of the thread that logs, Java %s.%n%n", what, samples, Runtime.version());
    MarkdownTable table = new MarkdownTable(out);
    table.head(List.of("owner", "samples", "of all", "of that in the JDK", "most often in"), 1, 3);
    owners.entrySet().stream()
        .sorted(Comparator.comparing(entry -> -entry.getValue().all))
        .forEach(entry -> table.line(cells(entry.getKey(), entry.getValue())));
  }

  private List<String> cells(String owner, Owned owned) {
    return List.of(
        owner,
        Integer.toString(owned.all),
        percent(owned.all, samples),
        percent(owned.inJdk, owned.all),
        owned.most());
  }

  private static String percent(int part, int whole) {
    return Math.round(100.0 * part / Math.max(1, whole)) + " %";
  }
}
