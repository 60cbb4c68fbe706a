package dev.logline.benchmarks.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Reads of a request what identifies its records, and passes over the rest. */
final class RequestReader {
  private static final byte[] UID = "log.record.uid".getBytes(UTF_8);
  private static final Pattern REPORT_OF_LOSS = Pattern.compile("\\d+ records? w.*lost.*");

  private final Arrivals arrivals;

  private RequestReader(Arrivals arrivals) {
    this.arrivals = arrivals;
  }

  static void read(byte[] request, Arrivals arrivals) throws IOException {
    RequestReader reader = new RequestReader(arrivals);
    forEach(
        CodedInputStream.newInstance(request),
        ExportLogsServiceRequest.RESOURCE_LOGS_FIELD_NUMBER,
        logs ->
            forEach(
                logs,
                ResourceLogs.SCOPE_LOGS_FIELD_NUMBER,
                scope -> forEach(scope, ScopeLogs.LOG_RECORDS_FIELD_NUMBER, reader::record)));
    arrivals.addRequest();
  }

  private void record(CodedInputStream in) throws IOException {
    byte[] body = {};
    int uid = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case LogRecord.BODY_FIELD_NUMBER -> body = string(in);
        case LogRecord.ATTRIBUTES_FIELD_NUMBER -> uid += uid(in);
        default -> in.skipField(tag);
      }
    }
    Payload payload = Payload.isMarked(body) ? Payload.read(body) : null;
    if (payload != null) {
      arrivals.add(payload, uid);
    } else if (!REPORT_OF_LOSS.matcher(new String(body, UTF_8)).matches()) {
      arrivals.addCorrupt();
    }
  }

  /** The string in an AnyValue. */
  private static byte[] string(CodedInputStream in) throws IOException {
    byte[][] found = {{}};
    within(
        in,
        value ->
            forEachField(
                value, AnyValue.STRING_VALUE_FIELD_NUMBER, () -> found[0] = value.readByteArray()));
    return found[0];
  }

  /** A hash of the value, if that is the attribute; else 0. */
  private static int uid(CodedInputStream in) throws IOException {
    int[] hash = {0};
    within(
        in,
        attribute -> {
          boolean isUid = false;
          for (int tag = attribute.readTag(); tag != 0; tag = attribute.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
              case KeyValue.KEY_FIELD_NUMBER ->
                  isUid = Arrays.equals(attribute.readByteArray(), UID);
              case KeyValue.VALUE_FIELD_NUMBER -> hash[0] = Arrays.hashCode(string(attribute));
              default -> attribute.skipField(tag);
            }
          }
          hash[0] = isUid ? hash[0] : 0;
        });
    return hash[0];
  }

  private interface Message {
    void read(CodedInputStream in) throws IOException;
  }

  private interface Value {
    void read() throws IOException;
  }

  private static void forEach(CodedInputStream in, int field, Message message) throws IOException {
    forEachField(in, field, () -> within(in, message));
  }

  private static void forEachField(CodedInputStream in, int field, Value value) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == field) {
        value.read();
      } else {
        in.skipField(tag);
      }
    }
  }

  private static void within(CodedInputStream in, Message message) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    message.read(in);
    in.popLimit(limit);
  }
}
