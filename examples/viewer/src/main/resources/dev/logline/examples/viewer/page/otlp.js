// OTLP/JSON to what the page shows.

const LEVELS = ['unspecified', 'trace', 'debug', 'info', 'warn', 'error', 'fatal'];

export const LEVEL_NAMES = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

/** The least severity number of a level's name, 0 for no level. */
export function severityOf(name) {
  return LEVEL_NAMES.indexOf(name) * 4 + 1 || 0;
}

function levelName(severity) {
  if (severity < 1 || severity > 24) {
    return '—';
  }
  const step = (severity - 1) % 4;
  return LEVEL_NAMES[Math.floor((severity - 1) / 4)] + (step ? step + 1 : '');
}

/** An AnyValue as a string, a boolean, a number or an array or Map of them. */
export function value(any) {
  if (!any) {
    return '';
  }
  if (any.intValue !== undefined) {
    return String(any.intValue);
  }
  if (any.arrayValue) {
    return (any.arrayValue.values || []).map(value);
  }
  if (any.kvlistValue) {
    return attributes(any.kvlistValue.values);
  }
  return any.stringValue ?? any.boolValue ?? any.doubleValue ?? any.bytesValue ?? '';
}

export function attributes(list) {
  return new Map((list || []).map((attribute) => [attribute.key, value(attribute.value)]));
}

/** A value as one text. */
export function text(any) {
  if (any instanceof Map) {
    return `{${[...any].map(([key, inner]) => `${key}: ${text(inner)}`).join(', ')}}`;
  }
  return Array.isArray(any) ? `[${any.map(text).join(', ')}]` : String(any);
}

export function origin(json) {
  const resource = attributes(json.resource?.attributes);
  return { resource, service: text(resource.get('service.name') ?? ''), scope: json.scope?.name || '' };
}

/** A log record; what its search looks through is made when it is first asked for. */
export function record(json, from, number) {
  const severity = json.severityNumber || 0;
  const nanos = BigInt(json.timeUnixNano || json.observedTimeUnixNano || 0);
  const level = severity < 1 || severity > 24 ? 0 : Math.floor((severity - 1) / 4) + 1;
  let searched;
  return {
    number,
    json,
    nanos,
    severity,
    level: LEVELS[level],
    levelText: levelName(severity),
    service: from.service,
    logger: from.scope,
    origin: from,
    body: text(value(json.body)) || json.eventName || '',
    traceId: json.traceId || '',
    spanId: json.spanId || '',
    attributes: attributes(json.attributes),
    get searched() {
      searched ??= [this.body, this.logger, this.service, this.levelText, json.eventName || '',
        this.traceId, ...[...this.attributes].flat().map(text)].join('\n').toLowerCase();
      return searched;
    },
  };
}

const KINDS = ['', 'internal', 'server', 'client', 'producer', 'consumer'];

export function span(json, from) {
  const start = BigInt(json.startTimeUnixNano || 0);
  const end = BigInt(json.endTimeUnixNano || 0);
  return {
    json,
    start,
    end: end < start ? start : end,
    name: json.name || '(no name)',
    kind: KINDS[json.kind || 0] || '',
    service: from.service,
    scope: from.scope,
    origin: from,
    traceId: json.traceId || '',
    spanId: json.spanId || '',
    parentSpanId: json.parentSpanId || '',
    failed: json.status?.code === 2,
    message: json.status?.message || '',
    attributes: attributes(json.attributes),
  };
}

const pad = (number, digits) => String(number).padStart(digits, '0');

/** The time of day, here, to the millisecond. */
export function timeOfDay(nanos) {
  const date = new Date(Number(nanos / 1000000n));
  return `${pad(date.getHours(), 2)}:${pad(date.getMinutes(), 2)}:${pad(date.getSeconds(), 2)}`
    + `.${pad(date.getMilliseconds(), 3)}`;
}

/** ISO 8601, UTC, to the nanosecond. */
export function instant(nanos) {
  const date = new Date(Number(nanos / 1000000n));
  return Number.isNaN(date.getTime())
    ? String(nanos)
    : date.toISOString().replace(/\.\d+Z$/, `.${pad(nanos % 1000000000n, 9)}Z`);
}

export function duration(nanos) {
  const n = Number(nanos);
  if (n === 0) {
    return '0';
  }
  const units = [[1e9, 's'], [1e6, 'ms'], [1e3, 'µs'], [1, 'ns']];
  const [size, unit] = units.find(([least]) => Math.abs(n) >= least) || [1, 'ns'];
  return `${Number((n / size).toPrecision(3))} ${unit}`;
}

export function bytes(n) {
  return n < 1048576 ? `${Math.round(n / 1024)} KiB` : `${(n / 1048576).toFixed(1)} MiB`;
}

const NUMBER = new Intl.NumberFormat('en');

export function count(n) {
  return NUMBER.format(n);
}
