package dev.logline.jul;

import dev.logline.logrecord.WholeNumbers;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.stream.LongStream;

/** How {@link java.text.MessageFormat} writes whole numbers, which is the locale's way. */
final class LocaleNumbers {
  /** A format that does more than to group digits writes one of these differently. */
  private static final long[] PROBES = {
    0, 7, -7, 999, 1_000, -1_000, 12_345, 1_234_567, Long.MAX_VALUE, Long.MIN_VALUE
  };

  /** What was found out of a locale; replaced as a whole. */
  private static volatile Known known = new Known(null, null);

  private record Known(Locale locale, WholeNumbers numbers) {}

  private LocaleNumbers() {}

  /** Those of the default locale; null where only the JDK can write them. */
  static WholeNumbers find() {
    Locale locale = Locale.getDefault(Locale.Category.FORMAT);
    Known last = known;
    if (!locale.equals(last.locale)) {
      last = new Known(locale, of(NumberFormat.getInstance(locale)));
      known = last;
    }
    return last.numbers;
  }

  private static WholeNumbers of(NumberFormat format) {
    if (format.getClass() != DecimalFormat.class) {
      return null;
    }
    DecimalFormat decimal = (DecimalFormat) format;
    WholeNumbers numbers =
        new WholeNumbers(
            decimal.getNegativePrefix(),
            String.valueOf(decimal.getDecimalFormatSymbols().getGroupingSeparator()),
            decimal.isGroupingUsed() ? decimal.getGroupingSize() : 0);
    boolean same =
        LongStream.of(PROBES).allMatch(probe -> numbers.format(probe).equals(format.format(probe)));
    return same ? numbers : null;
  }
}
