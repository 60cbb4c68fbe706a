package dev.logline.ship;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * The pause a backend asks for, held between 1 s and 10 min.
 *
 * <p>Seconds or an HTTP-date (RFC 9110, section 10.2.3) in any of its three forms (5.6.7). A date
 * is measured against the response's own Date header and never against the local clock, which may
 * be wrong by years.
 */
final class RetryAfter {
  static final Duration SHORTEST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofMinutes(10);

  /** That of RFC 850; its years are those until 2069. */
  private static final DateTimeFormatter OBSOLETE =
      new DateTimeFormatterBuilder()
          .appendPattern("EEEE, dd-MMM-")
          .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
          .appendPattern(" HH:mm:ss 'GMT'")
          .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
          .toFormatter(Locale.US);

  /** That of C's asctime. */
  private static final DateTimeFormatter ASCTIME =
      new DateTimeFormatterBuilder()
          .appendPattern("EEE MMM ppd HH:mm:ss uuuu")
          .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
          .toFormatter(Locale.US);

  private static final DateTimeFormatter HTTP_DATE =
      new DateTimeFormatterBuilder()
          .appendOptional(DateTimeFormatter.RFC_1123_DATE_TIME)
          .appendOptional(OBSOLETE)
          .appendOptional(ASCTIME)
          .toFormatter(Locale.US);

  private RetryAfter() {}

  /** The pause, or null if none is named or what is named makes no sense. */
  static Duration of(JdkHttpResponse response) {
    return parse(response.header("Retry-After").orElse(null), response.header("Date").orElse(null));
  }

  static Duration parse(String retryAfter, String date) {
    if (retryAfter == null) {
      return null;
    }
    String value = retryAfter.trim();
    if (value.matches("[0-9]+")) {
      // Ten digits and more are centuries; they would not fit a long for ever.
      return clamp(value.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(value)));
    }
    if (date == null) {
      return null;
    }
    try {
      Duration pause = Duration.between(instant(date.trim()), instant(value));
      return pause.isNegative() ? null : clamp(pause);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Instant instant(String httpDate) {
    return HTTP_DATE.parse(httpDate, Instant::from);
  }

  static Duration clamp(Duration pause) {
    if (pause.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }
}
