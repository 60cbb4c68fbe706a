package dev.logline.logrecord;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Numbers in groups are those of the JDK's. */
class WholeNumbersTest {
  @Property
  void anyNumberIsTheOneOfADecimalFormat(
      @ForAll long number,
      @ForAll @IntRange(max = 5) int groupSize,
      @ForAll @Chars({',', '\u00A0', '\u202F', '\u2019'}) char separator) {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
    symbols.setGroupingSeparator(separator);
    DecimalFormat format = new DecimalFormat("0", symbols);
    format.setGroupingUsed(groupSize > 0);
    format.setGroupingSize(groupSize);
    format.setNegativePrefix("(-");
    assertThat(new WholeNumbers("(-", String.valueOf(separator), groupSize).format(number))
        .isEqualTo(format.format(number));
  }

  @Test
  void withoutGroupsNumbersArePlain() {
    for (long number : new long[] {0, 1, -1, 1_000, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThat(WholeNumbers.PLAIN.format(number)).isEqualTo(Long.toString(number));
    }
  }
}
