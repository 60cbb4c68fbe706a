/**
 * One HTTP server instrumented in three ways: {@link
 * dev.logline.examples.instrumentedserver.ManualServer}, {@link
 * dev.logline.examples.instrumentedserver.PlainServer} under the javaagent, and {@link
 * dev.logline.examples.instrumentedserver.LibraryServer}.
 */
package dev.logline.examples.instrumentedserver;
