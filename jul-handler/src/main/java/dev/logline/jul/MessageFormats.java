package dev.logline.jul;

import dev.logline.logrecord.MessageTemplate;
import dev.logline.logrecord.MessageTemplates;
import dev.logline.logrecord.WholeNumbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Messages that need nothing of {@link java.text.MessageFormat}: of templates without a quote or a
 * format, whose arguments are whole numbers or, as all but numbers and dates, have a text of their
 * own.
 */
final class MessageFormats {
  private static final MessageTemplates TEMPLATES = new MessageTemplates(MessageFormats::parse);
  private static final Pattern PLACE = Pattern.compile("\\{(\\d{1,2})}");

  private MessageFormats() {}

  /** The template of a record's message, or null where it is none that is taken here. */
  static MessageTemplate find(LogRecord record) {
    Object[] arguments = record.getParameters();
    String message = record.getMessage();
    if (message == null
        || arguments == null
        || arguments.length == 0
        || record.getResourceBundle() != null) {
      return null;
    }
    return TEMPLATES.find(message);
  }

  /** How whole numbers of these arguments are written; null where one of them has a format. */
  static WholeNumbers numbers(MessageTemplate template, Object[] arguments) {
    WholeNumbers numbers = WholeNumbers.PLAIN; // of none
    for (int i = 0; i < template.size(); i++) {
      int argument = template.argument(i);
      if (argument >= arguments.length) {
        return null;
      }
      Object value = arguments[argument];
      if (WholeNumbers.isWhole(value)) {
        numbers = LocaleNumbers.find(); // the first time the JDK loads its data of locales
        if (numbers == null) {
          return null;
        }
      } else if (value instanceof Number || value instanceof Date) {
        return null;
      }
    }
    return numbers;
  }

  /** These arguments, with the texts of those that have to be asked for it. */
  static Object[] texts(MessageTemplate template, Object[] arguments) {
    Object[] texts = arguments;
    for (int i = 0; i < template.size(); i++) {
      int argument = template.argument(i);
      Object value = texts[argument];
      if (!(value instanceof String) && value != null && !(value instanceof Number)) {
        if (texts == arguments) {
          texts = Arrays.copyOf(arguments, arguments.length, Object[].class);
        }
        texts[argument] = String.valueOf(value.toString());
      }
    }
    return texts;
  }

  private static MessageTemplate parse(String message) {
    List<String> texts = new ArrayList<>();
    List<Integer> arguments = new ArrayList<>();
    Matcher place = PLACE.matcher(message);
    int from = 0;
    while (place.find()) {
      texts.add(message.substring(from, place.start()));
      arguments.add(Integer.valueOf(place.group(1)));
      from = place.end();
    }
    texts.add(message.substring(from));
    boolean simple =
        !arguments.isEmpty()
            && texts.stream().allMatch(text -> text.indexOf('\'') < 0 && text.indexOf('{') < 0);
    int[] indexes = arguments.stream().mapToInt(Integer::intValue).toArray();
    return simple ? new MessageTemplate(texts, indexes) : null;
  }
}
