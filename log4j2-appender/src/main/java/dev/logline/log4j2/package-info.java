/**
 * The Log4j2 appender: {@code <Otlp name="OTLP"/>}, in each of Log4j2's configuration formats.
 *
 * <p>Every event that Log4j2 makes carries {@code trace_id}, {@code span_id} and {@code
 * trace_flags} of the current span, for asynchronous loggers and appenders and for the patterns of
 * others ({@code %X{trace_id}}).
 *
 * <p>Where several jars are shaded into one, their {@code META-INF/services} have to be merged, and
 * their {@code Log4j2Plugins.dat} too; without the latter, {@code packages="dev.logline.log4j2"} in
 * the configuration lets Log4j2 find the appender. Log4j2 ends itself when the JVM does: loggers
 * that lead to {@code <Otlp>}, directly or through an {@code <Async>}, go on, so that what other
 * shutdown hooks log is delivered, too.
 */
package dev.logline.log4j2;
