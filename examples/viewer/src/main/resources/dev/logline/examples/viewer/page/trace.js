// One trace at its address, or one record that is in none.

import { copy, eachFrame, el, link } from './dom.js';
import { recordDetails, spanDetails } from './details.js';
import * as otlp from './otlp.js';
import { Waterfall, layout } from './waterfall.js';

const SAID_MILLIS = 2000;

export class TraceView {
  name = 'traces';
  title = 'Trace';

  #records;
  #id = '';
  #data = null;
  #wanted = 0;
  #spansSeen = -1;
  #heading = el('h1', {});
  #facts = el('p', { class: 'facts' });
  #copy = el('button', { type: 'button', id: 'copy', click: () => this.#copyJson() },
    'Copy as JSON');
  #said = el('span', { class: 'said', role: 'status' });
  #others = el('span', {});
  #side = el('aside', { class: 'side', 'aria-label': 'Details' });
  #waterfall = new Waterfall((row) => this.#side.replaceChildren(
    row.span ? spanDetails(row.span) : recordDetails(row.record)));
  #panes = el('div', { class: 'panes' }, this.#waterfall.element, this.#side);
  #again = eachFrame(() => this.#load());

  element = el('section', { class: 'view trace', 'aria-label': 'Trace' },
    el('header', { class: 'title' }, el('div', {}, this.#heading, this.#facts),
      el('span', { class: 'gap' }), this.#said, this.#others, this.#copy), this.#panes);

  constructor(records) {
    this.#records = records;
    records.addEventListener('change', (event) => this.#changed(event.detail.added));
  }

  async show([, id], query) {
    this.#id = id;
    this.#wanted = Number(new URLSearchParams(query).get('record'));
    this.#data = null;
    this.#waterfall.selected = -1;
    this.#side.replaceChildren();
    this.#others.replaceChildren(link(`/?trace=${id}`, 'In the records'));
    await this.#load();
    this.#waterfall.element.focus({ preventScroll: true });
  }

  hide() {
    this.#id = '';
  }

  key(key) {
    const keys = {
      ArrowDown: () => this.#waterfall.move(1),
      ArrowUp: () => this.#waterfall.move(-1),
      PageDown: () => this.#waterfall.move(20),
      PageUp: () => this.#waterfall.move(-20),
      Home: () => this.#waterfall.select(0),
      End: () => this.#waterfall.select(this.#waterfall.rows.length - 1),
      c: () => this.#copyJson(),
    };
    keys[key]?.();
    return key in keys;
  }

  #changed(added) {
    const spans = this.#records.status?.spans.received;
    const concerned = added.some((record) => record.traceId === this.#id);
    if (this.#id && this.#data && (concerned || spans !== this.#spansSeen)) {
      this.#again();
    }
    this.#spansSeen = spans;
  }

  async #load() {
    const id = this.#id;
    if (!id) {
      return;
    }
    const answer = await fetch(`/api/traces/${id}`);
    const text = await answer.text();
    if (id !== this.#id || !answer.ok || text === this.#data?.text) {
      return;
    }
    this.#data = { text, ...JSON.parse(text) };
    this.#draw();
  }

  #draw() {
    const { spans, records } = read(this.#data);
    const kept = this.#waterfall.rows[this.#waterfall.selected];
    const plan = layout(spans, records);
    this.#waterfall.selected = -1;
    this.#waterfall.show(plan);
    const errors = spans.filter((span) => span.failed).length;
    const root = plan.rows.find((row) => row.span)?.span;
    const services = new Set([...spans, ...records].map((item) => item.service));
    this.#heading.textContent = root ? root.name : 'Trace without spans';
    document.title = `${this.#heading.textContent} · Logline`;
    this.#facts.replaceChildren(
      el('code', {}, this.#id), '  ', [
        otlp.duration(plan.end - plan.start),
        plural(services.size, 'service'), plural(spans.length, 'span'),
        plural(records.length, 'record'), ...(errors ? [plural(errors, 'error')] : []),
      ].join('  ·  '));
    this.#panes.classList.toggle('nothing', plan.rows.length === 0);
    if (plan.rows.length === 0) {
      this.#side.replaceChildren(el('div', { class: 'empty' }, el('h2', {}, 'Nothing of this trace'),
        el('p', {}, 'It has not come here yet, or the viewer has forgotten it.')));
      return;
    }
    this.#waterfall.select(Math.max(0, plan.rows.findIndex((row) => (kept
      ? same(row, kept) : row.record && row.record.number === this.#wanted))));
  }

  async #copyJson() {
    if (!this.#data) {
      return;
    }
    try {
      await copy(JSON.stringify(this.#data.otlp, null, 2));
      this.#say('copied');
    } catch (e) {
      this.#say(`not copied: ${e.message}`);
    }
  }

  #say(text) {
    this.#said.textContent = text;
    setTimeout(() => {
      this.#said.textContent = '';
    }, SAID_MILLIS);
  }
}

/** A record by its number, for one that is in no trace. */
export class RecordView {
  name = 'records';
  title = 'Record';
  element = el('section', { class: 'view single', 'aria-label': 'Record', tabindex: -1 });

  #records;

  constructor(records) {
    this.#records = records;
  }

  async show([, number]) {
    this.element.replaceChildren();
    const record = await this.#records.find(Number(number));
    this.element.replaceChildren(record ? recordDetails(record)
      : el('div', { class: 'empty' }, el('h2', {}, 'No such record'),
        el('p', {}, 'The viewer has forgotten it.')));
    this.element.focus({ preventScroll: true });
  }
}

function read({ otlp: data, numbers }) {
  const left = [...numbers];
  const spans = data.resourceSpans.flatMap((group) => (group.scopeSpans || []).flatMap((inner) => {
    const from = otlp.origin({ resource: group.resource, scope: inner.scope });
    return (inner.spans || []).map((json) => otlp.span(json, from));
  }));
  const records = data.resourceLogs.flatMap((group) => (group.scopeLogs || []).flatMap((inner) => {
    const from = otlp.origin({ resource: group.resource, scope: inner.scope });
    return (inner.logRecords || []).map((json) => otlp.record(json, from, left.shift()));
  }));
  return { spans, records };
}

function same(row, kept) {
  return kept.span ? row.span?.spanId === kept.span.spanId
    : row.record?.number === kept.record.number;
}

function plural(n, word) {
  return `${otlp.count(n)} ${word}${n === 1 ? '' : 's'}`;
}
