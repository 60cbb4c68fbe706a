/**
 * An OTLP/HTTP receiver to try a program against: {@link
 * dev.logline.examples.receiver.OtlpReceiver} listens, {@link
 * dev.logline.examples.receiver.Telemetry} keeps what came.
 */
package dev.logline.examples.receiver;
