package dev.logline.benchmarks.speed.program;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** JMH with the class path of one program; prints {@code name=value} pairs of each iteration. */
public final class JmhMain {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private JmhMain() {}

  /** Arguments: a pattern of the benchmarks, and how many iterations warm up and are measured. */
  public static void main(String[] args) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(LogCall.class.getSimpleName() + "\\." + args[0])
            .forks(1)
            .warmupIterations(Integer.parseInt(args[1]))
            .measurementIterations(Integer.parseInt(args[2]))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .build();
    for (RunResult run : new Runner(options).run()) {
      for (BenchmarkResult fork : run.getBenchmarkResults()) {
        for (IterationResult iteration : fork.getIterationResults()) {
          print(run.getPrimaryResult().getLabel(), iteration);
        }
      }
    }
    System.out.println("done");
  }

  private static void print(String name, IterationResult iteration) {
    System.out.println(name + "Nanos=" + iteration.getPrimaryResult().getScore());
    Result<?> allocated = iteration.getSecondaryResults().get(ALLOCATED);
    System.out.println(name + "Bytes=" + (allocated == null ? 0 : allocated.getScore()));
  }
}
