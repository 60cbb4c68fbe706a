package dev.logline.benchmarks.faults;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints results as Markdown. */
final class Table {
  private final PrintStream out;

  Table(PrintStream out) {
    this.out = out;
  }

  void head() {
    line(
        List.of(
            "row",
            "program",
            "logged",
            "arrived",
            "duplicated",
            "lost",
            "reported lost",
            "reported = lost",
            "remarks"));
    out.println("|---|---|--:|--:|--:|--:|--:|---|---|");
  }

  void line(Result result) {
    line(
        List.of(
            result.row,
            result.subject.label(),
            number(result.logged),
            number(result.arrived),
            number(result.duplicated),
            number(result.lost()),
            result.reported == null ? "-" : number(result.reported),
            result.check(),
            result.remarks()));
  }

  private void line(List<String> cells) {
    out.println("| " + String.join(" | ", cells) + " |");
    out.flush();
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
