package dev.logline.network;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a {@code Content-Type} says, of which only the type and the charset matter here.
 *
 * @param type in lower case and without parameters, such as {@code application/json}; empty where
 *     there is none
 * @param charset UTF-8 where none is named, or one that is not known
 */
record ContentType(String type, Charset charset) {
  static ContentType parse(String header) {
    if (header == null) {
      return new ContentType("", StandardCharsets.UTF_8);
    }
    String[] parts = header.split(";");
    Charset charset = StandardCharsets.UTF_8;
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].trim();
      if (parameter.regionMatches(true, 0, "charset=", 0, 8)) {
        charset = charset(parameter.substring(8).replace("\"", "").trim());
      }
    }
    return new ContentType(parts[0].trim().toLowerCase(Locale.ROOT), charset);
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }

  boolean isJson() {
    return type.endsWith("/json") || type.endsWith("+json");
  }

  boolean isForm() {
    return type.equals("application/x-www-form-urlencoded");
  }

  /** Whether it is one of {@code pattern}, in which a {@code *} stands for any characters. */
  boolean matches(String pattern) {
    int star = pattern.indexOf('*');
    return star < 0
        ? type.equals(pattern)
        : type.length() >= pattern.length() - 1
            && type.startsWith(pattern.substring(0, star))
            && type.endsWith(pattern.substring(star + 1));
  }
}
