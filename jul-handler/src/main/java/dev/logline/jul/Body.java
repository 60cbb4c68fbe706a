package dev.logline.jul;

import dev.logline.logrecord.MessageTemplate;
import dev.logline.logrecord.RecordWriter;
import dev.logline.logrecord.Texts;
import dev.logline.logrecord.WholeNumbers;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** The body of a record: the text of the handler's formatter, or the message without one. */
record Body(OtlpHandler handler) {
  private static final Formatter MESSAGE =
      new Formatter() {
        @Override
        public String format(LogRecord record) {
          return formatMessage(record);
        }
      };

  void write(LogRecord event, RecordWriter record) {
    Formatter formatter = handler.getFormatter();
    MessageTemplate template = formatter == null ? MessageFormats.find(event) : null;
    WholeNumbers numbers =
        template == null ? null : MessageFormats.numbers(template, event.getParameters());
    if (numbers == null) {
      record.body(text(event, formatter));
      return;
    }
    Object[] arguments;
    try {
      arguments = MessageFormats.texts(template, event.getParameters());
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
      record.body(event.getMessage()); // a parameter failed
      return;
    }
    record.body(template, arguments, numbers);
  }

  private String text(LogRecord record, Formatter formatter) {
    if (formatter != null) {
      try {
        return Texts.withoutLineBreak(formatter.format(record));
      } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
        handler.failed(
            "the formatter failed; the body is the message", e, ErrorManager.FORMAT_FAILURE);
      }
    }
    try {
      return MESSAGE.format(record);
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
      return record.getMessage(); // a parameter or a resource bundle failed
    }
  }
}
