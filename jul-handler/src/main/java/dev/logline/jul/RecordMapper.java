package dev.logline.jul;

import dev.logline.boot.EventMapper;
import dev.logline.logrecord.RecordWriter;
import dev.logline.logrecord.SeverityTable;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** Maps a record of java.util.logging. */
final class RecordMapper implements EventMapper<LogRecord> {
  static final SeverityTable SEVERITIES =
      SeverityTable.of(
          Level.ALL.intValue(), 1,
          Level.FINEST.intValue(), 1,
          Level.FINER.intValue(), 5,
          Level.FINE.intValue(), 6,
          Level.CONFIG.intValue(), 7,
          Level.INFO.intValue(), 9,
          Level.WARNING.intValue(), 13,
          Level.SEVERE.intValue(), 17,
          Level.OFF.intValue(), 21);

  private final Body body;
  private final SeverityTable severities;
  private final boolean threadId;

  RecordMapper(Body body, SeverityTable severities, boolean threadId) {
    this.body = body;
    this.severities = severities;
    this.threadId = threadId;
  }

  @Override
  public void map(LogRecord event, RecordWriter record) {
    Instant instant = event.getInstant();
    record.timestamp(instant.getEpochSecond(), instant.getNano());
    Level level = event.getLevel();
    record.severity(severities.severity(level.intValue(), level.getName()), level.getName());
    body.write(event, record);
    record.context(TraceFilter.contextOf(event));

    Throwable thrown = event.getThrown();
    if (thrown != null) {
      record.exceptionFollows();
    }
    // A record has its thread's number only: the name is known while that thread is here.
    Thread current = Thread.currentThread();
    if (event.getLongThreadID() == current.getId()) {
      if (!TraceFilter.isInUse()) {
        record.observedAtOnce(); // and no handler keeps records, as far as is known
      }
      record.attribute("thread.name", current.getName());
    }
    if (threadId) {
      record.attribute("thread.id", event.getLongThreadID());
    }
    record.exception(thrown);
  }
}
