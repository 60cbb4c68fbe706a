package dev.logline.ship;

import dev.logline.buffer.Batch;
import dev.logline.logrecord.ProtoWriter;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An {@code ExportLogsServiceRequest} around records that are encoded already, grouped by scope;
 * within a scope they keep their order.
 *
 * <p>Source: opentelemetry-proto 1.11, {@code logs_service.proto}, {@code logs.proto}.
 */
final class ExportRequest implements MessageWriter {
  private static final int RESOURCE_LOGS = 1;
  private static final int SCOPE_LOGS = 2;
  private static final int LOG_RECORDS = 2;

  private final RequestArrays arrays;
  private final ProtoWriter out;
  private final AtomicBoolean givenBack = new AtomicBoolean();

  ExportRequest(Batch batch, EncodedResource resource, boolean recordUid, RequestArrays arrays) {
    this.arrays = arrays;
    int added = recordUid ? RecordUid.BYTES : 0;
    ScopeGroups groups = new ScopeGroups(batch, added);
    int resourceLogs = resource.size();
    for (ScopeGroups.Group group : groups.all()) {
      resourceLogs += ProtoWriter.sizeOfField(SCOPE_LOGS, group.bytes());
    }
    int size = ProtoWriter.sizeOfField(RESOURCE_LOGS, resourceLogs);
    out = new ProtoWriter(arrays.take(size + 16));
    out.writeLength(RESOURCE_LOGS, resourceLogs);
    resource.writeResource(out);
    for (ScopeGroups.Group group : groups.all()) {
      out.writeLength(SCOPE_LOGS, group.bytes());
      int record = group.first;
      int scopeLength = batch.scopeLength(record);
      int scopeAt = out.skip(scopeLength);
      batch.copyScope(record, out.array(), scopeAt);
      do {
        int length = batch.length(record) - scopeLength;
        out.writeLength(LOG_RECORDS, length + added);
        int at = out.skip(length);
        batch.copyRecord(record, out.array(), at);
        if (recordUid) {
          RecordUid.write(batch.nonce(record), batch.place(record), out);
        }
        record = groups.next(record);
      } while (record > 0);
    }
    resource.writeSchemaUrl(out);
  }

  /** What a record adds to its scope's message, if it grows by {@code added} bytes. */
  static int sizeInScope(Batch batch, int record, int added) {
    int length = batch.length(record) - batch.scopeLength(record) + added;
    return ProtoWriter.sizeOfField(LOG_RECORDS, length);
  }

  /** The array that the message stands in, from its beginning, until it is given back. */
  byte[] array() {
    return out.array();
  }

  /** Nobody reads the message any more, and another may be written into its array. */
  void giveBack() {
    if (givenBack.compareAndSet(false, true)) {
      arrays.giveBack(out.array());
    }
  }

  @Override
  public void writeMessage(OutputStream output) throws IOException {
    output.write(out.array(), 0, out.size());
  }

  @Override
  public int getContentLength() {
    return out.size();
  }
}
