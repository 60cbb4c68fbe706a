/** Programs that are configured by files alone, against the real OpenTelemetry Collector. */
package dev.logline.examples.endtoend;
