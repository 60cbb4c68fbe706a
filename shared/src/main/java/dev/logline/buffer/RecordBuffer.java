package dev.logline.buffer;

import java.io.IOException;

/**
 * Where encoded records wait, bounded in bytes: any number of threads {@link #offer}, one shipper
 * takes and releases. What was taken stays in the buffer until it is released, so that a retry
 * needs no copy and an orderly end can say what was left.
 */
public interface RecordBuffer {
  /** Who encoded a record: an appender, before any SDK saw it, or the processor of an SDK. */
  enum Origin {
    APPENDER,
    SDK
  }

  /**
   * Copies one record; false where there is no room, or where it is larger than {@link
   * #maxRecordBytes}, and then nothing was kept. Never throws; waits for room only as its {@link
   * Overflow} says.
   *
   * @param bytes the scope, as an encoded {@code ScopeLogs} without records, and behind it the
   *     encoded {@code LogRecord}
   * @param severity the record's severity number, 0 to 24
   */
  default boolean offer(byte[] bytes, int length, int scopeLength, int severity, Origin origin) {
    return offer(bytes, length, scopeLength, severity, origin, null);
  }

  /**
   * As {@link #offer(byte[], int, int, int, Origin)}, for a record with bytes that come again and
   * again.
   *
   * @param bytes what stands in it behind {@code length} may be overwritten
   * @param repeats which they are, or null for none
   */
  boolean offer(
      byte[] bytes, int length, int scopeLength, int severity, Origin origin, Repeats repeats);

  /** The largest record, scope included, in bytes. */
  int maxRecordBytes();

  /**
   * The next records in order, of one origin and lane, or null where none is committed. Shipper
   * only.
   *
   * @param maxBytes bound on the sum of the records' bytes; one record is given in any case
   */
  Batch take(int maxRecords, int maxBytes);

  /** Gives back the room of a batch that was delivered or counted as lost. Shipper only. */
  void release(Batch batch);

  /**
   * Says that all that was taken is settled, and more will be taken at once: until it is, a full
   * buffer is no sign of an outage. Shipper only.
   */
  void quiet();

  /** Leaves what earlier runs left where it is, until {@link #resume}. Shipper only. */
  void leaveEarlier();

  /** Says that a request failed: nobody is to wait as for the first one. Any thread. */
  void deliveryFailed();

  /** Bytes that are committed or being written and not yet taken, headers included. */
  long backlogBytes();

  /** This moment: what was offered before it. */
  Mark mark();

  /** Whether all that was offered before the mark was taken, or dropped. */
  boolean isTaken(Mark mark);

  /** Whether it has a place for records beyond the end of the process. */
  boolean keeps();

  /** Whether all that is offered now is kept beyond the end of the process. */
  boolean isDurable();

  /** Bytes of memory held now. */
  long heldBytes();

  /** The bound, in bytes. */
  long capacityBytes();

  /** Gives memory back that an idle buffer does not need. Shipper only. */
  void trim();

  /**
   * Notes the resource of what is logged, for a later run that may have to ship it. Does nothing
   * where nothing is kept beyond the end of the process.
   *
   * @throws IOException if it could not be kept; a later run then takes its own configuration's
   */
  void noteResource(byte[] resource) throws IOException;

  /**
   * Lets go of all files, until {@link #resume}: what is logged from now on waits on the heap. What
   * can still be taken and is in files is to be {@linkplain #leave left}. Shipper only.
   */
  void suspend();

  /** Leaves a batch of which everything is in files to a later run. Shipper only. */
  void leave(Batch batch);

  /**
   * Goes on as another run would, with other nonces and, where there are files, other files.
   *
   * @throws IOException if there can be none; records go on waiting on the heap
   */
  void resume() throws IOException;

  /** Ends; what is kept beyond the end of the process and not released is left to the next run. */
  void close();
}
