package dev.logline.benchmarks.speed.program;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process has used.
 *
 * @param cpuNanos of all its threads
 * @param allocated bytes, by threads that still live
 * @param calls reads and writes of the system
 */
record ProcessUse(long cpuNanos, long allocated, long calls) {
  static ProcessUse now() throws IOException {
    com.sun.management.OperatingSystemMXBean system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new ProcessUse(
        system.getProcessCpuTime(),
        ThreadUse.allocatedByTheLiving(),
        number("io", "syscr:") + number("io", "syscw:"));
  }

  ProcessUse minus(ProcessUse before) {
    return new ProcessUse(
        cpuNanos - before.cpuNanos, allocated - before.allocated, calls - before.calls);
  }

  /** The most memory that it has had, in KiB. */
  static long peakKib() throws IOException {
    return number("status", "VmHWM:");
  }

  private static long number(String file, String name) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self", file))) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("/proc/self/" + file + " has no " + name);
  }
}
