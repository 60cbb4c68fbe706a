/** An OTLP backend in a process of its own that counts which records arrive. */
package dev.logline.benchmarks.speed.sink;
