package dev.logline.benchmarks.common;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints lines of a Markdown table as they come. */
public final class MarkdownTable {
  private final PrintStream out;

  public MarkdownTable(PrintStream out) {
    this.out = out;
  }

  /** The head; columns from {@code firstNumber} to {@code lastNumber} are aligned to the right. */
  public void head(List<String> columns, int firstNumber, int lastNumber) {
    line(columns);
    StringBuilder rule = new StringBuilder("|");
    for (int i = 0; i < columns.size(); i++) {
      rule.append(i >= firstNumber && i <= lastNumber ? "--:|" : "---|");
    }
    out.println(rule);
  }

  public void line(List<String> cells) {
    out.println(cells.stream().collect(Collectors.joining(" | ", "| ", " |")));
    out.flush();
  }

  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
