package dev.logline.logback;

import dev.logline.logrecord.MessageTemplate;
import dev.logline.logrecord.MessageTemplates;
import java.util.ArrayList;
import java.util.List;

/**
 * Templates of SLF4J's whose message needs nothing of {@link org.slf4j.helpers.MessageFormatter}:
 * those without an escape, with an argument for each {@code {}}, all of which are texts, numbers
 * and the like. Their text is the same whoever asks for it, and how often.
 */
final class MessageFormats {
  private static final MessageTemplates TEMPLATES = new MessageTemplates(MessageFormats::parse);
  private static final String PLACE = "{}";

  private MessageFormats() {}

  /** The template of such a message, or null. */
  static MessageTemplate find(String message, Object[] arguments) {
    if (message == null || arguments == null || !arePlain(arguments)) {
      return null;
    }
    MessageTemplate template = TEMPLATES.find(message);
    return template != null && template.size() <= arguments.length ? template : null;
  }

  private static boolean arePlain(Object[] arguments) {
    for (Object argument : arguments) {
      if (!isPlain(argument)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(Object argument) {
    return argument instanceof String
        || argument instanceof Integer
        || argument instanceof Long
        || argument == null
        || argument instanceof Boolean
        || argument instanceof Double
        || argument instanceof Character
        || argument instanceof Float
        || argument instanceof Short
        || argument instanceof Byte;
  }

  private static MessageTemplate parse(String message) {
    List<String> texts = new ArrayList<>();
    int from = 0;
    for (int at = message.indexOf(PLACE); at >= 0; at = message.indexOf(PLACE, from)) {
      if (at > 0 && message.charAt(at - 1) == '\\') {
        return null;
      }
      texts.add(message.substring(from, at));
      from = at + PLACE.length();
    }
    texts.add(message.substring(from));
    int[] arguments = new int[texts.size() - 1];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = i;
    }
    return new MessageTemplate(texts, arguments);
  }
}
