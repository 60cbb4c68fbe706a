/**
 * The Logback appender: {@code <appender name="OTLP" class="dev.logline.logback.OtlpAppender"/>}.
 */
package dev.logline.logback;
