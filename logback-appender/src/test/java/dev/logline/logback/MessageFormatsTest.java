package dev.logline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.logrecord.MessageTemplate;
import dev.logline.logrecord.WholeNumbers;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.MessageFormatter;

/** What we format ourselves is what SLF4J makes of it. */
class MessageFormatsTest {
  private static final List<String> PARTS =
      List.of("{}", "{}", "{}", "{", "}", "\\", "text", " ", "{0}", "é𝄞", "{{}}", "$1");
  private static final Object[] VALUES = {
    "text",
    "",
    "{}",
    "\\",
    "é𝄞",
    null,
    0,
    -1,
    1_234_567,
    Long.MIN_VALUE,
    1.5,
    -0.0,
    1e300,
    1.5f,
    Float.NaN,
    true,
    'c',
    (short) 3,
    (byte) -4
  };

  @Test
  void messagesAreThoseOfSlf4j() {
    Random random = new Random(17);
    int ours = 0;
    for (int round = 0; round < 20_000; round++) {
      String message =
          IntStream.range(0, random.nextInt(6))
              .mapToObj(i -> PARTS.get(random.nextInt(PARTS.size())))
              .collect(Collectors.joining());
      Object[] arguments =
          random.ints(random.nextInt(5), 0, VALUES.length).mapToObj(i -> VALUES[i]).toArray();
      MessageTemplate template = MessageFormats.find(message, arguments);
      if (template != null) {
        ours++;
        assertThat(template.format(arguments, WholeNumbers.PLAIN))
            .as("%s", message)
            .isEqualTo(MessageFormatter.arrayFormat(message, arguments).getMessage());
      }
    }
    assertThat(ours).isGreaterThan(10_000);
  }

  @Test
  void whatHasRulesOfItsOwnIsLeftToSlf4j() {
    assertThat(MessageFormats.find("{}", new Object[] {new int[] {1}})).isNull();
    assertThat(MessageFormats.find("{}", new Object[] {new java.util.ArrayList<>()})).isNull();
    assertThat(MessageFormats.find("{} {}", new Object[] {1})).isNull();
    assertThat(MessageFormats.find("\\{}", new Object[] {1})).isNull();
    assertThat(MessageFormats.find("{}", null)).isNull();
    assertThat(MessageFormats.find(null, new Object[] {1})).isNull();
  }
}
