package dev.logline.logrecord;

/**
 * How much one record may hold.
 *
 * @param attributeCount attributes a record, further ones are counted in {@code
 *     dropped_attributes_count}; OpenTelemetry's default is 128
 * @param attributeValueLength characters of a text value, what is longer is cut as the
 *     specification says; unlimited by default
 * @see <a href="https://opentelemetry.io/docs/specs/otel/common/#attribute-limits">Attribute
 *     limits</a>
 */
public record RecordLimits(int attributeCount, int attributeValueLength) {
  /** OpenTelemetry's defaults. */
  public static final RecordLimits DEFAULT = new RecordLimits(128, Integer.MAX_VALUE);

  /** Characters of a body; a longer one is cut and marked. */
  public static final int BODY_LENGTH = 256 * 1024;

  /** Characters of any text value, whatever the configuration says; a longer one is cut, marked. */
  public static final int TEXT_LENGTH = 64 * 1024;

  /** Characters of a logger's, a level's or an event's name; a longer one is cut and marked. */
  public static final int NAME_LENGTH = 4 * 1024;

  /**
   * Cuts {@code text} to {@code length} characters, never inside a surrogate pair, and marks it.
   */
  static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = withoutHalfPair(text, length);
    return text.substring(0, end) + "...[truncated " + (text.length() - end) + " characters]";
  }

  /** Cuts an attribute's text: at the configured limit plainly, at ours with a mark. */
  String cutValue(String text) {
    if (text.length() > attributeValueLength) {
      text = text.substring(0, attributeValueLength);
    }
    return cut(text, TEXT_LENGTH);
  }

  private static int withoutHalfPair(String text, int end) {
    return end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }
}
