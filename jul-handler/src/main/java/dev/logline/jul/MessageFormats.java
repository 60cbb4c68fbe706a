package dev.logline.jul;

import dev.logline.logrecord.MessageTemplate;
import dev.logline.logrecord.MessageTemplates;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Templates whose message needs nothing of {@link java.text.MessageFormat}: those without a quote
 * or a format, whose arguments are texts and the like, or numbers below 1,000 where the locale
 * writes these as everybody does.
 */
final class MessageFormats {
  private static final MessageTemplates TEMPLATES = new MessageTemplates(MessageFormats::parse);
  private static final Pattern PLACE = Pattern.compile("\\{(\\d{1,2})}");

  /** What was found out of a locale; replaced as a whole. */
  private static volatile Digits digits = new Digits(Locale.ROOT, false);

  private record Digits(Locale locale, boolean arePlain) {}

  private MessageFormats() {}

  /** The template of such a record's message, or null. */
  static MessageTemplate find(LogRecord record) {
    Object[] arguments = record.getParameters();
    String message = record.getMessage();
    if (message == null
        || arguments == null
        || arguments.length == 0
        || record.getResourceBundle() != null) {
      return null;
    }
    MessageTemplate template = TEMPLATES.find(message);
    return template != null && takes(template, arguments) ? template : null;
  }

  private static boolean takes(MessageTemplate template, Object[] arguments) {
    for (int i = 0; i < template.size(); i++) {
      int argument = template.argument(i);
      if (argument >= arguments.length || !isPlain(arguments[argument])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(Object argument) {
    return argument instanceof String
        || argument == null
        || argument instanceof Boolean
        || argument instanceof Character
        || ((argument instanceof Integer || argument instanceof Long)
            && isShort(((Number) argument).longValue()));
  }

  /** Whether a number has at most three digits, and these are 0 to 9. */
  private static boolean isShort(long number) {
    return number >= 0 && number < 1_000 && digitsArePlain();
  }

  private static boolean digitsArePlain() {
    Locale locale = Locale.getDefault(Locale.Category.FORMAT);
    Digits known = digits;
    if (!known.locale.equals(locale)) {
      NumberFormat format = NumberFormat.getInstance(locale);
      boolean plain = format.format(0).equals("0") && format.format(987).equals("987");
      known = new Digits(locale, plain);
      digits = known;
    }
    return known.arePlain;
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
