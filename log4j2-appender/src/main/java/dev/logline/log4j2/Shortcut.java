package dev.logline.log4j2;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.appender.AsyncAppender;
import org.apache.logging.log4j.core.config.AppenderControl;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Property;

/**
 * The way through an {@link AsyncAppender} to our appenders, without its queue: its filter holds,
 * and the level and filter of each of its references. It has that one's name, so that a logger has
 * each of its ways once.
 */
final class Shortcut extends AbstractAppender {
  private final List<AppenderControl> ours;

  Shortcut(AsyncAppender async, Configuration configuration) {
    super(async.getName(), async.getFilter(), null, true, Property.EMPTY_ARRAY);
    this.ours =
        Arrays.stream(references(async))
            .filter(ref -> configuration.getAppender(ref.getRef()) instanceof OtlpAppender)
            .map(
                ref ->
                    new AppenderControl(
                        configuration.getAppender(ref.getRef()), ref.getLevel(), ref.getFilter()))
            .toList();
    setStarted(); // and not start(), which would start the filter once more
  }

  /** By reflection, for Log4j2 itself gives the names alone; these, where it is not open to us. */
  private static AppenderRef[] references(AsyncAppender async) {
    try {
      Field references = AsyncAppender.class.getDeclaredField("appenderRefs");
      if (references.trySetAccessible()) {
        return (AppenderRef[]) references.get(async);
      }
    } catch (ReflectiveOperationException e) {
      LOGGER.debug("the references of {} are known by name only", async.getName(), e);
    }
    return Arrays.stream(async.getAppenderRefStrings())
        .map(name -> AppenderRef.createAppenderRef(name, null, null))
        .toArray(AppenderRef[]::new);
  }

  @Override
  public void append(LogEvent event) {
    ours.forEach(appender -> appender.callAppender(event));
  }
}
