package dev.logline.network;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leaves secrets out of a JSON text, which may end anywhere: what follows a secret name, whatever
 * it is, and strings that hold such an assignment, as text in text does. All else stays as it is,
 * blanks included. What is not JSON ends the text there, because nobody knows what it is.
 */
final class JsonText {
  private static final String[] LITERALS = {"true", "false", "null"};
  private static final Pattern ESCAPE = Pattern.compile("\\\\(u\\p{XDigit}{4}|.)", Pattern.DOTALL);

  private final String text;
  private final Secrets secrets;
  private final StringBuilder out;
  private int at;

  private JsonText(String text, Secrets secrets) {
    this.text = text;
    this.secrets = secrets;
    this.out = new StringBuilder(text.length());
  }

  static String redact(String text, Secrets secrets) {
    JsonText json = new JsonText(text, secrets);
    while (json.at < text.length() && json.next()) {}
    return json.out.toString();
  }

  /** Copies the next token; false where it is none of JSON. */
  private boolean next() {
    char c = text.charAt(at);
    if (c == '"') {
      string();
      return true;
    }
    int end = "{}[],:".indexOf(c) >= 0 || isBlank(c) ? at + 1 : endOfScalar(at);
    out.append(text, at, end);
    boolean known = end > at;
    at = end;
    return known;
  }

  private void string() {
    int end = endOfString(at);
    int colon = skipBlanks(end);
    String content = decode(at + 1, end);
    if (colon < text.length() && text.charAt(colon) == ':') {
      int value = skipBlanks(colon + 1);
      out.append(text, at, value);
      at = value;
      if (secrets.contains(content) && value < text.length()) {
        redactTo(endOfValue(value));
      }
    } else if (secrets.isIn(content)) {
      redactTo(end);
    } else {
      out.append(text, at, end);
      at = end;
    }
  }

  private void redactTo(int end) {
    out.append('"').append(Secrets.REDACTED).append('"');
    at = end;
  }

  /** Behind the value that begins at {@code begin}; of one that is cut, the end of the text. */
  private int endOfValue(int begin) {
    char first = text.charAt(begin);
    if (first == '"') {
      return endOfString(begin);
    }
    if (first == '{' || first == '[') {
      return endOfNested(begin);
    }
    int i = begin;
    while (i < text.length() && ",}]".indexOf(text.charAt(i)) < 0 && !isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private int endOfNested(int begin) {
    int depth = 0;
    int i = begin;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '"') {
        i = endOfString(i);
        continue;
      }
      i++;
      if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
        if (depth == 0) {
          return i;
        }
      }
    }
    return i;
  }

  /** Behind the closing quote, or the end of the text. */
  private int endOfString(int quote) {
    int i = quote + 1;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '"') {
        return i + 1;
      }
      i += c == '\\' ? 2 : 1;
    }
    return text.length();
  }

  /** Behind the number or literal at {@code begin}, or there if it is none. */
  private int endOfScalar(int begin) {
    for (String literal : LITERALS) {
      int length = Math.min(literal.length(), text.length() - begin);
      if (text.startsWith(literal.substring(0, length), begin)) {
        return begin + length;
      }
    }
    int i = begin;
    while (i < text.length() && "0123456789+-.eE".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return text.charAt(begin) == 'e' || text.charAt(begin) == 'E' ? begin : i;
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < text.length() && isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  /** A string's content as it is meant: a name may be written with escapes. */
  private String decode(int begin, int end) {
    boolean closed = end > begin && text.charAt(end - 1) == '"';
    String content = text.substring(begin, closed ? end - 1 : end);
    return ESCAPE
        .matcher(content)
        .replaceAll(found -> Matcher.quoteReplacement(unescape(found.group(1))));
  }

  private static String unescape(String escape) {
    if (escape.length() > 1) {
      return String.valueOf((char) Integer.parseInt(escape, 1, 5, 16));
    }
    return "bfnrt".contains(escape) ? " " : escape;
  }
}
