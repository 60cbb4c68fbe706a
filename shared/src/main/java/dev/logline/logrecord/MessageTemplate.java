package dev.logline.logrecord;

import java.util.List;

/**
 * A message's template, taken apart: the texts in it, encoded, and which argument stands between
 * each two of them. What an argument's text is, is for the framework's own rules to say: here it is
 * that of {@link String#valueOf(Object)}, and of a whole number that of {@link WholeNumbers}.
 */
public final class MessageTemplate {
  private final String[] texts;
  private final byte[][] encoded;
  private final int[] arguments;

  /**
   * @param texts before, between and behind the arguments: one more than these
   * @param arguments the index of each argument
   */
  public MessageTemplate(List<String> texts, int[] arguments) {
    this.texts = texts.toArray(new String[0]);
    this.encoded = texts.stream().map(Utf8::encode).toArray(byte[][]::new);
    this.arguments = arguments.clone();
  }

  /** How many arguments stand in it. */
  public int size() {
    return arguments.length;
  }

  /** The index of the argument that stands at place {@code i}. */
  public int argument(int i) {
    return arguments[i];
  }

  /**
   * Appends the message, as UTF-8; false where it may be too long for a body, and may lack its end.
   */
  boolean write(ProtoWriter out, Object[] values, WholeNumbers numbers) {
    int start = out.size();
    out.append(encoded[0], 0, encoded[0].length);
    for (int i = 0; i < arguments.length; i++) {
      Object value = values[arguments[i]];
      if (WholeNumbers.isWhole(value)) {
        numbers.write(out, ((Number) value).longValue());
      } else {
        String text = String.valueOf(value);
        if (text.length() > RecordLimits.BODY_LENGTH - (out.size() - start)) {
          return false;
        }
        int at = out.size();
        out.appendText(text);
        if (out.size() - at != text.length() && endsInHalf(text)) {
          out.truncate(start);
          out.appendText(format(values, numbers)); // in which it may have its other half
          break;
        }
      }
      byte[] next = encoded[i + 1];
      out.append(next, 0, next.length);
    }
    return out.size() - start <= RecordLimits.BODY_LENGTH;
  }

  /** Whether it begins or ends within a surrogate pair; it is not empty. */
  private static boolean endsInHalf(String text) {
    return Character.isLowSurrogate(text.charAt(0))
        || Character.isHighSurrogate(text.charAt(text.length() - 1));
  }

  /** The message. */
  public String format(Object[] values, WholeNumbers numbers) {
    StringBuilder message = new StringBuilder(texts[0]);
    for (int i = 0; i < arguments.length; i++) {
      Object value = values[arguments[i]];
      boolean whole = WholeNumbers.isWhole(value);
      message.append(whole ? numbers.format(((Number) value).longValue()) : value);
      message.append(texts[i + 1]);
    }
    return message.toString();
  }
}
