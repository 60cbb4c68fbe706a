// A trace as rows: its spans as a tree, each followed by what happened in it, in order of time.

import { el, levelBadge } from './dom.js';
import { duration } from './otlp.js';

const MAX_ROWS = 2000;
const TICKS = [0, 0.25, 0.5, 0.75, 1];
const SERVICE_COLOURS = 6;

const byTime = (a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);

/** Rows of { item, span or record, depth }, and from when to when all of them are. */
export function layout(spans, records) {
  const known = new Map(spans.map((span) => [span.spanId, span]));
  const inside = new Map();
  const outside = [];
  const entries = [
    ...spans.map((span) => ({ at: span.start, span, parent: span.parentSpanId })),
    ...records.map((record) => ({ at: record.nanos, record, parent: record.spanId })),
  ].sort(byTime);
  for (const entry of entries) {
    const parent = known.get(entry.parent);
    if (parent && parent !== entry.span) {
      inside.set(parent, [...(inside.get(parent) || []), entry]);
    } else {
      outside.push(entry);
    }
  }
  const rows = [];
  const seen = new Set();
  const walk = (start) => {
    const stack = [...start].reverse().map((entry) => ({ ...entry, depth: 0 }));
    while (stack.length > 0) {
      const row = stack.pop();
      if (row.span && seen.has(row.span)) {
        continue;
      }
      rows.push(row);
      if (row.span) {
        seen.add(row.span);
        row.inside = inside.get(row.span) || [];
        stack.push(...[...row.inside].reverse().map((e) => ({ ...e, depth: row.depth + 1 })));
      }
    }
  };
  walk(outside);
  // Spans that are each other's parents are in no tree.
  entries.filter((e) => e.span && !seen.has(e.span)).forEach((entry) => walk([entry]));
  const ends = [...spans.map((span) => span.end), ...records.map((record) => record.nanos)];
  const start = entries[0]?.at ?? 0n;
  const end = ends.reduce((last, at) => (at > last ? at : last), start);
  return { rows: rows.slice(0, MAX_ROWS), left: Math.max(0, rows.length - MAX_ROWS), start, end };
}

export class Waterfall {
  rows = [];
  selected = -1;
  element = el('div', { class: 'waterfall', role: 'treegrid', tabindex: 0,
    'aria-label': 'Spans and records of the trace' });

  #start = 0n;
  #length = 1;
  #onSelect;
  #services = new Map();

  constructor(onSelect) {
    this.#onSelect = onSelect;
  }

  show({ rows, left, start, end }) {
    this.#start = start;
    this.#length = Math.max(1, Number(end - start));
    this.rows = rows;
    for (const row of rows) {
      const service = (row.span || row.record).service;
      if (!this.#services.has(service)) {
        this.#services.set(service, this.#services.size % SERVICE_COLOURS);
      }
      row.element = row.span ? this.#spanRow(row) : this.#recordRow(row);
    }
    rows.forEach((row, i) => {
      row.element.id = `wf-${i}`;
      row.element.addEventListener('click', () => this.select(i));
    });
    this.element.replaceChildren(this.#head(end - start), ...rows.map((row) => row.element));
    if (left > 0) {
      this.element.append(el('p', { class: 'note' }, `${left} more are not shown`));
    }
  }

  select(index) {
    if (!this.rows[index]) {
      return;
    }
    this.rows[this.selected]?.element.setAttribute('aria-selected', 'false');
    this.selected = index;
    const { element } = this.rows[index];
    element.setAttribute('aria-selected', 'true');
    element.scrollIntoView({ block: 'nearest' });
    this.element.setAttribute('aria-activedescendant', element.id);
    this.#onSelect(this.rows[index]);
  }

  move(by) {
    this.select(Math.min(Math.max(this.selected + by, 0), this.rows.length - 1));
  }

  #head(length) {
    const line = el('div', { class: 'wf-line' }, ...TICKS.map((part) => {
      const tick = el('span', { class: part === 1 ? 'tick last' : 'tick' },
        duration((length * BigInt(part * 4)) / 4n));
      tick.style.left = `${part * 100}%`;
      return tick;
    }));
    return el('div', { class: 'wf-row wf-head', 'aria-hidden': 'true' },
      el('div', { class: 'wf-label' }, 'Span or record'), line);
  }

  #row(row, classes, label, ...marks) {
    const cell = el('div', { class: 'wf-label', role: 'gridcell' }, ...label);
    cell.style.paddingLeft = `${12 + Math.min(row.depth, 20) * 16}px`;
    return el('div', { class: `wf-row ${classes}`, role: 'row', 'aria-level': row.depth + 1,
      'aria-selected': 'false' }, cell,
    el('div', { class: 'wf-line', role: 'gridcell' }, ...marks));
  }

  #spanRow(row) {
    const { span } = row;
    const colour = `service-${this.#services.get(span.service)}`;
    const length = duration(span.end - span.start);
    const bar = el('span', { class: `wf-bar ${colour}${span.failed ? ' failed' : ''}` });
    const left = this.#percent(span.start);
    bar.style.left = `${left}%`;
    bar.style.width = `${this.#percent(span.end) - left}%`;
    const text = el('span', { class: 'wf-length' }, length);
    const right = this.#percent(span.end);
    // Where there is room: behind the bar, before it, or in it.
    const [place, at] = right <= 80 ? ['after', right] : left >= 20 ? ['before', left]
      : ['inside', (left + right) / 2];
    text.classList.add(place);
    text.style.left = `${at}%`;
    const dots = row.inside.filter((entry) => entry.record)
      .map((entry) => this.#dot(entry.record));
    return this.#row(row, span.failed ? 'wf-span failed' : 'wf-span', [
      el('span', { class: `chip ${colour}` }, span.service || 'unknown'),
      el('span', { class: 'wf-name', title: span.name }, span.name),
      span.failed ? el('span', { class: 'level level-error' }, 'ERROR') : null,
    ], bar, ...dots, text);
  }

  #recordRow(row) {
    const { record } = row;
    return this.#row(row, `wf-record at-${record.level}`, [levelBadge(record),
      el('span', { class: 'wf-name', title: record.body.slice(0, 500) }, record.body.slice(0, 300)),
    ], this.#dot(record), this.#after(record));
  }

  #after(record) {
    const at = this.#percent(record.nanos);
    const text = el('span', { class: `wf-length ${at > 80 ? 'before' : 'after'}` },
      `+${duration(record.nanos - this.#start)}`);
    text.style.left = `${at}%`;
    return text;
  }

  #dot(record) {
    const dot = el('span', { class: `wf-dot dot-${record.level}`, title: record.levelText });
    dot.style.left = `${this.#percent(record.nanos)}%`;
    return dot;
  }

  #percent(at) {
    return (Number(at - this.#start) / this.#length) * 100;
  }
}
