package dev.logline.jul;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.logrecord.MessageTemplate;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
    Long.MAX_VALUE,
    1.5,
    true,
    'c',
    (short) 3,
    List.of(1, 2)
  };

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

  @Test
  void messagesAreThoseOfTheFormatter() {
    Random random = new Random(17);
    for (String tag : List.of("en-US", "de-DE", "ar-EG-u-nu-arab", "hi-IN", "sv-SE", "fa-IR")) {
      Locale.setDefault(Locale.forLanguageTag(tag));
      int ours = 0;
      for (int round = 0; round < 10_000; round++) {
        String message =
            IntStream.range(0, random.nextInt(6))
                .mapToObj(i -> PARTS.get(random.nextInt(PARTS.size())))
                .collect(Collectors.joining());
        Object[] parameters =
            random.ints(random.nextInt(5), 0, VALUES.length).mapToObj(i -> VALUES[i]).toArray();
        LogRecord record = record(message, parameters);
        MessageTemplate template = MessageFormats.find(record);
        if (template != null) {
          ours++;
          assertThat(template.format(parameters))
              .as("%s in %s", message, tag)
              .isEqualTo(new SimpleFormatter().formatMessage(record));
        }
      }
      assertThat(ours).isGreaterThan(200);
    }
  }

  @Test
  void whatHasRulesOfItsOwnIsLeftToTheFormatter() {
    Locale.setDefault(Locale.US);
    assertThat(MessageFormats.find(record("{0}", 999))).isNotNull();
    assertThat(MessageFormats.find(record("{0}", 1_000))).isNull();
    assertThat(MessageFormats.find(record("{1}", 1))).isNull();
    assertThat(MessageFormats.find(record("it's {0}", 1))).isNull();
    assertThat(MessageFormats.find(record("{0}"))).isNull();
    assertThat(MessageFormats.find(record(null, 1))).isNull();
    LogRecord translated = record("{0}", "x");
    translated.setResourceBundle(
        new ListResourceBundle() {
          @Override
          protected Object[][] getContents() {
            return new Object[][] {{"{0}", "translated: {0}"}};
          }
        });
    assertThat(MessageFormats.find(translated)).isNull();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    assertThat(MessageFormats.find(record("{0}", 7))).isNull();
    assertThat(MessageFormats.find(record("{0}", "x"))).isNotNull();
  }
}
