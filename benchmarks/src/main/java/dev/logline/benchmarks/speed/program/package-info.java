/** The program under measurement: logs through one framework into one backend. */
package dev.logline.benchmarks.speed.program;
