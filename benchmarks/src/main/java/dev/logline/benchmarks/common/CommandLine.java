package dev.logline.benchmarks.common;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a harness is asked for: {@code [--quick] [--only <row>]...}.
 *
 * @param only beginnings of the names of rows; none for all
 */
public record CommandLine(Form form, List<String> only) {
  /** Null where it makes no sense. */
  private static CommandLine parse(String[] args) {
    Form form = Form.FULL;
    List<String> only = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--quick" -> form = Form.QUICK;
        case "--smoke" -> form = Form.SMOKE;
        case "--only" -> {
          if (++i == args.length) {
            return null;
          }
          only.add(args[i]);
        }
        default -> {
          return null;
        }
      }
    }
    return new CommandLine(form, only);
  }

  /** Reads the arguments of a program of that name; ends it where they choose nothing. */
  public static <R> CommandLine of(
      String program, String[] args, List<R> rows, Function<R, String> name) {
    CommandLine line = parse(args);
    if (line == null || line.choose(rows, name).isEmpty()) {
      System.err.println(program + " [--quick] [--only <row>]...; rows:");
      rows.forEach(row -> System.err.println("  " + name.apply(row)));
      System.exit(2);
    }
    return line;
  }

  /** Those that were asked for. */
  public <R> List<R> choose(List<R> rows, Function<R, String> name) {
    return rows.stream()
        .filter(
            row ->
                only.isEmpty()
                    || only.stream().anyMatch(begin -> name.apply(row).startsWith(begin)))
        .toList();
  }

  /** Halts this JVM after that time, whatever hangs; the programs end with their harness. */
  public static void endWithin(Duration bound) {
    Thread watch =
        new Thread(
            () -> {
              try {
                Thread.sleep(bound.toMillis());
                System.err.println("not done within " + bound);
                Runtime.getRuntime().halt(3);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "watch");
    watch.setDaemon(true);
    watch.start();
  }
}
