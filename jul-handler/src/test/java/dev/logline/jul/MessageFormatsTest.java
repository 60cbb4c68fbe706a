package dev.logline.jul;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.logrecord.MessageTemplate;
import dev.logline.logrecord.WholeNumbers;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we format ourselves is what {@code java.util.logging} makes of it, in any locale. */
class MessageFormatsTest {
  private static final List<String> PARTS =
      List.of("{0}", "{1}", "{2}", "{0}", "{", "}", "'", "text", " ", "{}", "é𝄞", "{0,number}");
  private static final Object[] VALUES = {
    "text",
    "",
    "{0}",
    "'",
    "é𝄞",
    null,
    0,
    7,
    42,
    999,
    1_000,
    -1,
    123L,
    -1_234_567L,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    (short) -30_000,
    (byte) 3,
    1.5,
    new BigInteger("12345678901234567890"),
    new AtomicInteger(1_000),
    Date.from(Instant.EPOCH),
    Instant.EPOCH,
    LocalDate.EPOCH,
    Duration.ofMinutes(1),
    Locale.FRANCE,
    true,
    'c',
    List.of(1_000, 2),
    new int[0],
    Path.of("built"),
    Level.INFO,
    new Nameless()
  };

  /** A text that is null is written as such. */
  private static final class Nameless {
    @Override
    @SuppressWarnings("ToStringReturnsNull") // as some applications' classes do
    public String toString() {
      return null;
    }
  }

  private final Locale locale = Locale.getDefault();

  @AfterEach
  void restore() {
    Locale.setDefault(locale);
  }

  private static LogRecord record(String message, Object... parameters) {
    LogRecord record = new LogRecord(Level.INFO, message);
    record.setParameters(parameters);
    return record;
  }

  private static WholeNumbers numbers(LogRecord record) {
    MessageTemplate template = MessageFormats.find(record);
    return template == null ? null : MessageFormats.numbers(template, record.getParameters());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "en-US",
        "de-DE",
        "de-CH",
        "fr-FR",
        "pl-PL",
        "es-ES",
        "sv-SE",
        "he-IL",
        "en-IN",
        "hi-IN",
        "ar-EG-u-nu-arab",
        "fa-IR",
        "th-TH-u-nu-thai",
        "en-US-u-nu-deva",
        "bg-BG",
        "und"
      })
  void messagesAreThoseOfTheFormatter(String tag) {
    Locale.setDefault(Locale.forLanguageTag(tag));
    Random random = new Random(17);
    int ours = 0;
    for (int round = 0; round < 10_000; round++) {
      String message =
          IntStream.range(0, random.nextInt(6))
              .mapToObj(i -> PARTS.get(random.nextInt(PARTS.size())))
              .collect(Collectors.joining());
      Object[] parameters =
          random.ints(random.nextInt(5), 0, VALUES.length).mapToObj(i -> VALUES[i]).toArray();
      LogRecord record = record(message, parameters);
      WholeNumbers numbers = numbers(record);
      if (numbers != null) {
        ours++;
        MessageTemplate template = MessageFormats.find(record);
        assertThat(template.format(MessageFormats.texts(template, parameters), numbers))
            .as("%s", message)
            .isEqualTo(new SimpleFormatter().formatMessage(record));
      }
    }
    assertThat(ours).isGreaterThan(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "de-CH", "fr-FR", "pl-PL", "sv-SE", "en-IN", "und"})
  void wholeNumbersOfMostLocalesNeedNoMessageFormat(String tag) {
    Locale.setDefault(Locale.forLanguageTag(tag));
    assertThat(numbers(record("{0}", -1_234_567))).isNotNull();
  }

  @Test
  void whatHasRulesOfItsOwnIsLeftToTheFormatter() {
    Locale.setDefault(Locale.US);
    assertThat(numbers(record("{0}", 1.5))).isNull();
    assertThat(numbers(record("{0}", Date.from(Instant.EPOCH)))).isNull();
    assertThat(numbers(record("{1}", 1))).isNull();
    assertThat(numbers(record("it's {0}", 1))).isNull();
    assertThat(numbers(record("{0}"))).isNull();
    assertThat(numbers(record(null, 1))).isNull();
    LogRecord translated = record("{0}", "x");
    translated.setResourceBundle(
        new ListResourceBundle() {
          @Override
          protected Object[][] getContents() {
            return new Object[][] {{"{0}", "translated: {0}"}};
          }
        });
    assertThat(numbers(translated)).isNull();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    assertThat(numbers(record("{0}", 7))).isNull();
    assertThat(numbers(record("{0}", "x"))).isNotNull();
  }

  @Test
  void anArgumentIsAskedForItsTextOnceAndTheOthersStayAsTheyAre() {
    int[] asked = new int[1];
    Object counting =
        new Object() {
          @Override
          public String toString() {
            asked[0]++;
            return "asked";
          }
        };
    Object[] parameters = {counting, 7, null};
    MessageTemplate template = MessageFormats.find(record("{0} {0} {1} {2}", parameters));
    assertThat(MessageFormats.texts(template, parameters)).containsExactly("asked", 7, null);
    assertThat(asked[0]).isEqualTo(1);
    assertThat(parameters[0]).isSameAs(counting);
  }
}
