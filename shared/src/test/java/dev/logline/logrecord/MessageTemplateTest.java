package dev.logline.logrecord;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A template's message is the same as text and as bytes. */
class MessageTemplateTest {
  private static final MessageTemplate TWO =
      new MessageTemplate(List.of("é ", " of ", " 𝄞"), new int[] {1, 0});

  private static String written(MessageTemplate template, Object... values) {
    ProtoWriter out = new ProtoWriter(1);
    template.write(out, values, WholeNumbers.PLAIN);
    return new String(out.toByteArray(), UTF_8);
  }

  @Test
  void argumentsStandWhereTheTemplateHasThem() {
    assertThat(written(TWO, "a", "b"))
        .isEqualTo("é b of a 𝄞")
        .isEqualTo(TWO.format(of("a", "b"), WholeNumbers.PLAIN));
    assertThat(written(TWO, null, true)).isEqualTo("é true of null 𝄞");
  }

  private static Object[] of(Object... values) {
    return values;
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        7,
        -7,
        9,
        10,
        11,
        99,
        100,
        -100,
        999_999_999L,
        1_000_000_000L,
        Integer.MIN_VALUE,
        Integer.MAX_VALUE,
        999_999_999_999_999_999L,
        1_000_000_000_000_000_000L,
        Long.MAX_VALUE,
        -Long.MAX_VALUE,
        Long.MIN_VALUE
      })
  void numbersAreWrittenInDecimals(long number) {
    assertThat(written(TWO, number, (int) number))
        .isEqualTo("é " + (int) number + " of " + number + " 𝄞");
  }

  @Test
  void numbersAreWrittenInTheGroupsOfAStyleAsTextAndAsBytes() {
    WholeNumbers style = new WholeNumbers("\u2212", "\u202F", 3);
    Object[] values = {-1_234_567, (short) -1_000};
    ProtoWriter out = new ProtoWriter(1);
    assertThat(TWO.write(out, values, style)).isTrue();
    assertThat(new String(out.toByteArray(), UTF_8))
        .isEqualTo("é \u22121\u202F000 of \u22121\u202F234\u202F567 𝄞")
        .isEqualTo(TWO.format(values, style));
  }

  @Test
  void whatIsNoTextOrNumberIsWrittenAsItsText() {
    assertThat(written(TWO, 1.5, 'x')).isEqualTo("é x of 1.5 𝄞");
  }

  @Test
  void halvesOfACharacterThatMeetAreThatCharacter() {
    MessageTemplate two = new MessageTemplate(List.of("é ", "", ""), new int[] {0, 1});
    assertThat(written(two, "\uD834", "\uDD1E")).isEqualTo("é 𝄞");
    assertThat(written(two, '\uD834', '\uDD1E')).isEqualTo("é 𝄞");
    assertThat(written(two, "\uDD1E", "\uD834")).isEqualTo("é \uFFFD\uFFFD");
    MessageTemplate one = new MessageTemplate(List.of("\uD834", "\uDD1E"), new int[] {0});
    assertThat(written(one, "\uDD1E.\uD834")).isEqualTo("𝄞.𝄞");
  }

  @Test
  void whatMayBeTooLongForABodyIsToldAndNotWrittenFurther() {
    String half = "x".repeat(RecordLimits.BODY_LENGTH / 2);
    ProtoWriter out = new ProtoWriter(1);
    assertThat(TWO.write(out, of(half, ""), WholeNumbers.PLAIN)).isTrue();
    assertThat(TWO.write(out, of(half, half), WholeNumbers.PLAIN)).isFalse();
    assertThat(TWO.write(out, of(half, "\uDD1E" + half + "\uD834"), WholeNumbers.PLAIN)).isFalse();
    out.truncate(0);
    assertThat(TWO.write(out, of("", half + half + "x"), WholeNumbers.PLAIN)).isFalse();
    assertThat(new String(out.toByteArray(), UTF_8)).isEqualTo("é ");
    out.truncate(0);
    assertThat(TWO.write(out, of(half, half), WholeNumbers.PLAIN)).isFalse();
    assertThat(new String(out.toByteArray(), UTF_8)).isEqualTo("é " + half + " of ");
  }

  @Test
  void aTextIsParsedOnceAndAnotherOneOfItsSlotReplacesIt() {
    int[] parsed = new int[1];
    MessageTemplates templates =
        new MessageTemplates(
            text -> {
              parsed[0]++;
              return text.startsWith("no") ? null : new MessageTemplate(List.of(text), new int[0]);
            });
    String same = "AaAa"; // "BBBB" has the same hash
    assertThat(templates.find(same)).isSameAs(templates.find(new String(same)));
    assertThat(templates.find("BBBB").format(of(), WholeNumbers.PLAIN)).isEqualTo("BBBB");
    assertThat(templates.find(same).format(of(), WholeNumbers.PLAIN)).isEqualTo(same);
    assertThat(parsed[0]).isEqualTo(3);
    assertThat(templates.find("no")).isNull();
    assertThat(templates.find("no")).isNull();
    assertThat(parsed[0]).isEqualTo(4);
    assertThat(templates.find("x".repeat(2_000))).isNull();
  }
}
