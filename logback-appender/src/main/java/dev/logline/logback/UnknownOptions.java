package dev.logline.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.model.AppenderModel;
import ch.qos.logback.core.model.ImplicitModel;
import ch.qos.logback.core.model.Model;
import dev.logline.LoglineOptions;
import dev.logline.diagnose.Redaction;
import dev.logline.diagnose.StatusPort;
import java.util.Locale;
import java.util.Set;

/**
 * Says what a configuration sets of an appender that is no option, with its value: Logback itself
 * gives the name alone. It reads the model that Logback keeps of its last configuration.
 */
final class UnknownOptions {
  private static final Set<String> OF_THE_APPENDER =
      Set.of("level", "rootLevel", "levelMapping", "threadId", "name");

  private UnknownOptions() {}

  static void say(LoggerContext context, OtlpAppender appender, StatusPort status) {
    if (context.getObject(CoreConstants.SAFE_JORAN_CONFIGURATION) instanceof Model configuration) {
      visit(configuration, appender, status);
    }
  }

  private static void visit(Model model, OtlpAppender appender, StatusPort status) {
    boolean ours =
        model instanceof AppenderModel element
            && OtlpAppender.class.getName().equals(element.getClassName())
            && String.valueOf(appender.getName()).equals(element.getName());
    for (Model child : model.getSubModels()) {
      if (!ours) {
        visit(child, appender, status);
      } else if (child instanceof ImplicitModel option && option.getClassName() == null) {
        check(option.getTag(), option.getBodyText(), status);
      }
    }
  }

  private static void check(String tag, String body, StatusPort status) {
    // As Logback itself finds the setter of a tag: whatever the case of its first letter.
    String name = tag.substring(0, 1).toLowerCase(Locale.ROOT) + tag.substring(1);
    if (!LoglineOptions.names().contains(name) && !OF_THE_APPENDER.contains(name)) {
      String value = body == null ? "" : Redaction.ofUnknownOption(tag, body.trim());
      status.error("unknown option " + tag + ": '" + value + "'; it is ignored");
    }
  }
}
