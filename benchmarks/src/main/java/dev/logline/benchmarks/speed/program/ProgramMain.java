package dev.logline.benchmarks.speed.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * The program's process. It does what each line of its standard input says, answers with {@code
 * name=value} pairs and then with {@code done <line>}, and ends with its standard input.
 *
 * <ul>
 *   <li>{@code start}: starts the framework, with the appender that it is configured with
 *   <li>{@code framework}: starts the framework alone
 *   <li>{@code boot}: times the start of one appender more, as an application would wait for it
 *   <li>{@code warm <run> <shape> <threads> <records>}: batches until the compiler has nothing to
 *       do
 *   <li>{@code caller <run> <shape> <threads> <records> <batches>}: calls alone, batch by batch
 *   <li>{@code burst <run> <shape> <threads> <records>}: all at once, until it is delivered
 *   <li>{@code grow <run> <what> <size> <records>}: one side of a record, grown
 *   <li>{@code idle}: what is there when nothing happens
 * </ul>
 */
public final class ProgramMain {
  static final String LOGGER = "com.example.orders.Processing";

  private static final long LEAST_WARM_UP = 2_500_000_000L;
  private static final long MOST_WARM_UP = 5_000_000_000L;

  /** The compiler has nothing to do when no batch has given it more than that, for that long. */
  private static final int QUIET_MILLIS = 2;

  private static final long QUIET = 300_000_000;

  private final Framework framework;
  private final Backend backend;
  private FrameworkLogger logger;

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

  private void obey() throws IOException, InterruptedException {
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
      case "warm" -> {
        int[] numbers = {number(words[1]), number(words[3]), number(words[4])};
        yield warm(numbers[0], shape(words[2]), numbers[1], numbers[2]);
      }
      case "caller" ->
          caller(
              number(words[1]),
              shape(words[2]),
              number(words[3]),
              number(words[4]),
              number(words[5]));
      case "burst" -> burst(number(words[1]), shape(words[2]), number(words[3]), number(words[4]));
      case "grow" ->
          new Growth(backend, number(words[1]))
              .measure(words[2], number(words[3]), number(words[4]));
      case "framework" -> {
        logger = framework.logger(LOGGER);
        yield "";
      }
      case "boot" -> {
        long before = System.nanoTime();
        backend.boot();
        yield "nanos=" + (System.nanoTime() - before);
      }
      case "idle" ->
          "threads="
              + ManagementFactory.getThreadMXBean().getThreadCount()
              + " held="
              + backend.heldBytes();
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private static int number(String word) {
    return Integer.parseInt(word);
  }

  private static Shape shape(String word) {
    return Shape.valueOf(word);
  }

  private String start() {
    backend.install();
    logger = framework.logger(LOGGER);
    return "";
  }

  private String warm(int run, Shape shape, int threads, int records) throws InterruptedException {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    int each = records / threads;
    int batch = 0;
    long start = System.nanoTime();
    long busy = start;
    for (long now = start;
        now - start < LEAST_WARM_UP || (now - busy < QUIET && now - start < MOST_WARM_UP);
        now = System.nanoTime()) {
      long before = compiler.getTotalCompilationTime();
      // New threads each time: what the first call of one does is to be compiled as well.
      try (Callers callers = new Callers(logger, shape, run, threads)) {
        callers.log(batch * each, (batch + 1) * each);
      }
      backend.flush();
      batch++;
      if (compiler.getTotalCompilationTime() - before > QUIET_MILLIS) {
        busy = System.nanoTime();
      }
    }
    return "batches=" + batch;
  }

  private String caller(int run, Shape shape, int threads, int records, int batches)
      throws InterruptedException {
    int each = records / threads;
    StringBuilder answer = new StringBuilder();
    try (Callers callers = new Callers(logger, shape, run, threads)) {
      for (int batch = 0; batch < batches; batch++) {
        ThreadUse use = callers.log(batch * each, (batch + 1) * each);
        backend.flush();
        double calls = (double) each * threads;
        answer.append("nanos=").append(use.nanos() / calls).append(' ');
        answer.append("bytes=").append(use.bytes() / calls).append(' ');
      }
    }
    return answer.toString();
  }

  private String burst(int run, Shape shape, int threads, int records)
      throws IOException, InterruptedException {
    try (Callers callers = new Callers(logger, shape, run, threads)) {
      ProcessUse before = ProcessUse.now();
      long start = System.nanoTime();
      callers.log(0, records / threads);
      long logged = System.nanoTime() - start;
      backend.flush();
      ProcessUse use = ProcessUse.now().minus(before);
      return "start="
          + start
          + " logged="
          + logged
          + " cpu="
          + use.cpuNanos()
          + " allocated="
          + use.allocated()
          + " calls="
          + use.calls()
          + " peak="
          + ProcessUse.peakKib();
    }
  }
}
