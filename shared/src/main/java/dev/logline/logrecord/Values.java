package dev.logline.logrecord;

import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.common.ValueType;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Any object as an attribute value, bounded: {@value #DEPTH} levels deep and {@value #ELEMENTS}
 * elements in all; what is deeper or contains itself is given as text, what is more is left out.
 */
final class Values {
  static final int DEPTH = 8;
  static final int ELEMENTS = 1_000;

  private final RecordLimits limits;
  private int elements;

  private Values(RecordLimits limits) {
    this.limits = limits;
  }

  static Value<?> of(Object value, RecordLimits limits) {
    return new Values(limits).convert(value, 0);
  }

  private Value<?> convert(Object value, int depth) {
    if (value == null) {
      return Value.empty();
    } else if (value instanceof Boolean truth) {
      return Value.of(truth.booleanValue());
    } else if (value instanceof Value<?> typed) {
      return typed.getType() == ValueType.STRING ? text((String) typed.getValue()) : typed;
    } else if (isWhole(value)) {
      return Value.of(((Number) value).longValue());
    } else if (value instanceof Double || value instanceof Float) {
      return Value.of(((Number) value).doubleValue());
    } else if (value instanceof byte[] bytes && bytes.length <= RecordLimits.TEXT_LENGTH) {
      return Value.of(bytes);
    } else if (value instanceof byte[] bytes) {
      return text("[" + bytes.length + " bytes: more than " + RecordLimits.TEXT_LENGTH + "]");
    } else if (depth >= DEPTH) {
      return text("[" + value.getClass().getName() + ": deeper than " + DEPTH + "]");
    } else if (value instanceof Map<?, ?> map) {
      return guarded(value, () -> entries(map, depth));
    } else if (value instanceof Collection<?> items) {
      return guarded(value, () -> items(items, depth));
    } else if (value.getClass().isArray()) {
      return array(value, depth);
    }
    return text(Texts.of(value));
  }

  private static boolean isWhole(Object value) {
    return value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte
        || value instanceof AtomicLong
        || value instanceof AtomicInteger
        || (value instanceof BigInteger big && big.bitLength() < Long.SIZE);
  }

  /** A collection of the application's may throw while we walk it. */
  private static Value<?> guarded(Object value, Supplier<Value<?>> walk) {
    try {
      return walk.get();
    } catch (Throwable e) {
      return Value.of(Texts.failed("iterator", value, e));
    }
  }

  private Value<?> entries(Map<?, ?> map, int depth) {
    List<KeyValue> entries = new ArrayList<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (elements++ >= ELEMENTS) {
        break;
      }
      String key = RecordLimits.cut(Texts.of(entry.getKey()), RecordLimits.TEXT_LENGTH);
      entries.add(KeyValue.of(key, convert(entry.getValue(), depth + 1)));
    }
    return Value.of(entries.toArray(KeyValue[]::new));
  }

  private Value<?> items(Collection<?> items, int depth) {
    List<Value<?>> values = new ArrayList<>();
    for (Object item : items) {
      if (elements++ >= ELEMENTS) {
        break;
      }
      values.add(convert(item, depth + 1));
    }
    return Value.of(values);
  }

  private Value<?> array(Object array, int depth) {
    List<Value<?>> values = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array) && elements++ < ELEMENTS; i++) {
      values.add(convert(Array.get(array, i), depth + 1));
    }
    return Value.of(values);
  }

  private Value<?> text(String text) {
    return Value.of(limits.cutValue(text));
  }
}
