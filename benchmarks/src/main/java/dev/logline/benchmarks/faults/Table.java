package dev.logline.benchmarks.faults;

import static dev.logline.benchmarks.common.MarkdownTable.number;

import dev.logline.benchmarks.common.MarkdownTable;
import java.io.PrintStream;
import java.util.List;

/** Prints results as Markdown. */
final class Table {
  private final MarkdownTable table;

  Table(PrintStream out) {
    table = new MarkdownTable(out);
  }

  void head() {
    table.head(
        List.of(
            "row",
            "program",
            "logged",
            "arrived",
            "duplicated",
            "lost",
            "reported lost",
            "reported = lost",
            "remarks"),
        2,
        6);
  }

  void line(Result result) {
    table.line(
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
}
