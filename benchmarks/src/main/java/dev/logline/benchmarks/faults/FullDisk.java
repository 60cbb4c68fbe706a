package dev.logline.benchmarks.faults;

import dev.logline.benchmarks.faults.Sink.Behaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A spool on a disk that is full in the middle of an outage: a file system in memory, which a
 * process may mount for itself where the system admits namespaces of users.
 */
final class FullDisk implements Scenario {
  private static final Duration BOUND = Duration.ofSeconds(100);
  private static final String SAID = "No space left on device";

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public void run(Bench bench, Consumer<Result> results) throws Exception {
    Subject subject = bench.spool().with("spoolBytes", "256MiB");
    Result result = new Result("disk of 20 MiB is full", subject);
    Path directory = Files.createDirectory(Spools.of(subject));
    if (!canMount(directory)) {
      results.accept(result.note("not played: no file system can be mounted here"));
      return;
    }
    try (Sink sink = new Sink();
        ChildJvm program =
            bench.startThrough(mounting(directory), subject, Load.steady(10_000, 2), sink)) {
      program.awaitLogging();
      sink.turn(Behaviour.DOWN);
      Thread.sleep(bench.form.of(9, 10, 12) * 1_000L); // 3 MB each second
      result.need(program.output().contains(SAID), "says that the disk is full");
      sink.turn(Behaviour.OK);
      Thread.sleep(3_000);
      program.tell("stop");
      program.await(Program.LOGGED, BOUND);
      result.report(program.finish(BOUND));
      sink.settle();
      results.accept(result.count(program, sink.arrivals).close(sink.arrivals).needNothingLost());
    }
  }

  /** A command that puts a small file system where the directory is, for what it becomes. */
  private static List<String> mounting(Path directory) {
    String script = "mount -t tmpfs -o size=20m none \"$0\" && exec \"$@\"";
    return List.of(
        "unshare",
        "--user",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        script,
        directory.toString());
  }

  private static boolean canMount(Path directory) throws InterruptedException {
    List<String> command = new ArrayList<>(mounting(directory));
    command.add("true");
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such command
    }
  }
}
