// All that there is of one record or span.

import { el, levelBadge, link } from './dom.js';
import { duration, instant, text, attributes } from './otlp.js';

function pairs(rows) {
  const list = el('dl', { class: 'pairs' });
  for (const [name, value] of rows) {
    if (value !== '' && value !== undefined && value !== null) {
      list.append(el('dt', {}, name), el('dd', {}, value instanceof Node ? value : text(value)));
    }
  }
  return list;
}

function section(title, map) {
  const rows = [...map];
  return rows.length === 0 ? null : el('section', {}, el('h3', {}, title), pairs(rows));
}

function block(title, content, kind) {
  return content ? el('section', {}, el('h3', {}, title), el('pre', { class: kind }, content)) : null;
}

/** A record; its stack trace is a block of its own. */
export function recordDetails(record) {
  const rest = new Map(record.attributes);
  const stack = rest.get('exception.stacktrace');
  rest.delete('exception.stacktrace');
  const observed = BigInt(record.json.observedTimeUnixNano || 0);
  return el('article', { class: 'details' },
    el('h2', {}, levelBadge(record), ' ', record.logger || 'record'),
    el('pre', { class: 'body' }, record.body),
    block('Stack trace', stack && text(stack), 'stack'),
    section('Attributes', rest),
    el('section', {}, el('h3', {}, 'Record'), pairs([
      ['time', record.json.timeUnixNano ? instant(record.nanos) : ''],
      ['observed', observed ? instant(observed) : ''],
      ['severity', `${record.severity}  ${record.json.severityText || ''}`],
      ['service', record.service],
      ['event name', record.json.eventName || ''],
      ['trace', record.traceId && link(`/traces/${record.traceId}`, record.traceId)],
      ['span', record.spanId],
      ['dropped attributes', record.json.droppedAttributesCount || ''],
    ])),
    section('Resource', record.origin.resource));
}

function events(span) {
  const list = (span.json.events || []).map((event) => {
    const at = duration(BigInt(event.timeUnixNano || 0) - span.start);
    return el('div', {}, el('h4', {}, `${event.name || 'event'}  +${at}`),
      pairs([...attributes(event.attributes)]));
  });
  return list.length > 0 ? el('section', {}, el('h3', {}, 'Events'), ...list) : null;
}

function links(span) {
  const rows = (span.json.links || []).filter((to) => /^[0-9a-f]{32}$/.test(to.traceId || ''))
    .map((to) => ['trace', link(`/traces/${to.traceId}`, to.traceId)]);
  return rows.length > 0 ? el('section', {}, el('h3', {}, 'Links'), pairs(rows)) : null;
}

export function spanDetails(span) {
  return el('article', { class: 'details' },
    el('h2', {}, span.failed ? el('span', { class: 'level level-error' }, 'ERROR') : null,
      span.failed ? ' ' : null, span.name),
    span.message ? el('pre', { class: 'body' }, span.message) : null,
    section('Attributes', span.attributes),
    events(span),
    links(span),
    el('section', {}, el('h3', {}, 'Span'), pairs([
      ['start', instant(span.start)],
      ['duration', duration(span.end - span.start)],
      ['kind', span.kind],
      ['service', span.service],
      ['scope', span.scope],
      ['span', span.spanId],
      ['parent', span.parentSpanId],
      ['status', span.failed ? 'ERROR' : span.json.status?.code === 1 ? 'OK' : ''],
    ])),
    section('Resource', span.origin.resource));
}
