package dev.logline.benchmarks.speed.program;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The time of log calls by JMH: a batch that fits the buffer, then a flush that is not measured.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LogCall {
  private static final int CALLS = 20_000;
  private static final int CALLS_WITH_EXCEPTION = CALLS / 5;

  private Backend backend;
  private FrameworkLogger logger;
  private int run;
  private int logged;

  /** JMH makes it. */
  public LogCall() {}

  /** Starts what the properties {@code framework} and {@code kind} name. */
  @Setup
  public void start() {
    Framework framework = Framework.valueOf(System.getProperty("framework"));
    backend = Backend.of(Kind.valueOf(System.getProperty("kind")), framework);
    backend.install();
    logger = framework.logger(ProgramMain.LOGGER);
  }

  /** A message with two parameters. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public void plain() {
    log(Shape.PLAIN, CALLS);
  }

  /** With four entries in the MDC. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public void mdc() {
    log(Shape.MDC, CALLS);
  }

  /** Inside a sampled span. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public void span() {
    log(Shape.SPAN, CALLS);
  }

  /** With a throwable. */
  @Benchmark
  @OperationsPerInvocation(CALLS_WITH_EXCEPTION)
  public void exception() {
    log(Shape.EXCEPTION, CALLS_WITH_EXCEPTION);
  }

  /** With parameters that are texts. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public void texts() {
    log(Shape.TEXTS, CALLS);
  }

  private void log(Shape shape, int calls) {
    run = Integer.getInteger("run." + shape);
    new Caller(logger, shape, run, 0).logUnmeasured(logged, logged + calls);
    logged += calls;
  }

  /** Until all is delivered. */
  @TearDown(Level.Invocation)
  public void flush() {
    backend.flush();
  }

  /** What the sink has to have. */
  @TearDown
  public void tell() {
    System.out.println("logged" + run + "=" + logged);
  }
}
