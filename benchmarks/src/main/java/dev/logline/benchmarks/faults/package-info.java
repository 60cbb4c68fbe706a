/** One harness for faults: the same program, sink and fault for Logline and for its peer. */
package dev.logline.benchmarks.faults;
