/**
 * A parent that starts worker JVMs, and a process that is restored from a checkpoint. Telemetry is
 * never inherited: each process has its own, and the trace is passed on.
 */
package dev.logline.examples.workers;
