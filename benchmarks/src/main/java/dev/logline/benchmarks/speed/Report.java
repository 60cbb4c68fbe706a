package dev.logline.benchmarks.speed;

import static java.util.stream.Collectors.joining;

import dev.logline.benchmarks.common.MarkdownTable;
import java.io.PrintStream;
import java.util.List;

/** Prints lines as Markdown, and counts the bars that are missed. */
final class Report {
  private final MarkdownTable table;
  private int missed;

  Report(PrintStream out) {
    table = new MarkdownTable(out);
  }

  void head() {
    table.head(
        List.of(
            "row", "program", "measure", "median", "spread", "to the peer", "bar", "met", "beside"),
        3,
        5);
  }

  void line(Line line) {
    table.line(
        List.of(
            line.row(),
            line.program(),
            line.measure(),
            line.samples().toString(),
            line.samples().spread(),
            Double.isNaN(line.ratio()) ? "-" : Samples.number(line.ratio()) + "x",
            line.bars().isEmpty()
                ? "-"
                : line.bars().stream().map(Bar::text).collect(joining("; ")),
            line.bars().isEmpty()
                ? "-"
                : line.bars().stream().map(bar -> bar.met() ? "yes" : "NO").collect(joining("; ")),
            line.beside()));
    missed += (int) line.bars().stream().filter(bar -> !bar.met()).count();
  }

  int missed() {
    return missed;
  }
}
