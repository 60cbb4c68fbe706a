package dev.logline.testkit;

import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.resource.v1.Resource;

/** A log record as it arrived, with what it was sent under. */
public record ScopedRecord(Resource resource, InstrumentationScope scope, LogRecord record) {}
