package dev.logline.benchmarks.speed.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The program's process. It does what each line of its standard input says, answers with {@code
 * name=value} pairs and then with {@code done <line>}, and ends with its standard input.
 *
 * <ul>
 *   <li>{@code start}: starts the framework, with the appender that it is configured with
 *   <li>{@code framework}: starts the framework alone
 *   <li>{@code boot}: times the start of one appender more, as an application would wait for it
 *   <li>{@code warm <run> <shape> <threads> <records> <least ms> <most ms> <least batches>}: until
 *       the compiler has nothing to do
 *   <li>{@code caller <run> <shape> <threads> <records> <batches>}: calls alone, batch by batch
 *   <li>{@code burst <run> <shape> <threads> <records>}: all at once, until it is delivered
 *   <li>{@code steady <run> <records a second> <ms>}: at that rate
 *   <li>{@code grow <run> <what> <size> <records> <batches>}: one side of a record, grown
 *   <li>{@code profile <run> <shape> <records> <seconds> <file>}: batches under Java Flight
 *       Recorder
 *   <li>{@code idle}: what is there when nothing happens
 * </ul>
 */
public final class ProgramMain {
  static final String LOGGER = "com.example.orders.Processing";

  private final Framework framework;
  private final Backend backend;
  private Measurements measurements;

  private ProgramMain(Framework framework, Backend backend) {
    this.framework = framework;
    this.backend = backend;
  }

  /** Arguments: the framework and the kind of the appender. */
  public static void main(String[] args) throws Exception {
    Framework framework = Framework.valueOf(args[0].toUpperCase(Locale.ROOT));
    Kind kind = Kind.valueOf(args[1].toUpperCase(Locale.ROOT));
    new ProgramMain(framework, Backend.of(kind, framework)).obey();
  }

  private void obey() throws Exception {
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    int number = 0;
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      System.out.println(obey(line.split(" ")));
      System.out.println("done " + ++number);
    }
    Runtime.getRuntime().halt(0); // what is measured is not the end
  }

  private String obey(String[] words) throws IOException, InterruptedException {
    return switch (words[0]) {
      case "start" -> start();
      case "framework" -> {
        framework.logger(LOGGER);
        yield "";
      }
      case "boot" -> {
        long before = System.nanoTime();
        backend.boot();
        yield "nanos=" + (System.nanoTime() - before);
      }
      case "steady" -> measurements.steady(number(words[1]), number(words[2]), number(words[3]));
      case "grow" ->
          new Growth(backend, number(words[1]), number(words[5]))
              .measure(words[2], number(words[3]), number(words[4]));
      case "idle" ->
          "threads="
              + ManagementFactory.getThreadMXBean().getThreadCount()
              + " held="
              + backend.heldBytes();
      default -> measure(words, number(words[1]), Shape.valueOf(words[2]));
    };
  }

  private String measure(String[] words, int run, Shape shape)
      throws IOException, InterruptedException {
    if (words[0].equals("profile")) {
      return new Profile(measurements, run, shape, number(words[3]))
          .record(number(words[4]), Path.of(words[5]));
    }
    Threads threads = Threads.parse(words[3]);
    int records = number(words[4]);
    return switch (words[0]) {
      case "warm" ->
          measurements.warm(
              run, shape, threads, records, number(words[5]), number(words[6]), number(words[7]));
      case "caller" -> measurements.caller(run, shape, threads, records, number(words[5]));
      case "burst" -> measurements.burst(run, shape, threads, records);
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private static int number(String word) {
    return Integer.parseInt(word);
  }

  private String start() {
    backend.install();
    measurements = new Measurements(framework.logger(LOGGER), backend);
    return "";
  }
}
