// The newest traces.

import { el, eachFrame } from './dom.js';
import { VirtualList } from './list.js';
import { count, duration, timeOfDay } from './otlp.js';

const ROW_HEIGHT = 30;
const COLUMNS = ['Start', 'Name', 'Services', 'Spans', 'Records', 'Status', 'Duration'];

export class TracesView {
  name = 'traces';
  title = 'Traces';

  #go;
  #records;
  #shown = false;
  #search = el('input', { type: 'search', id: 'trace-search', 'aria-label': 'Search traces',
    placeholder: 'Search  ( / )', autocomplete: 'off', spellcheck: 'false',
    input: () => this.#filtered() });
  #traces = [];
  #seen = '';
  #empty = el('div', { class: 'empty' });
  #list;
  #load = eachFrame(() => this.#loadNow());

  constructor(records, go) {
    this.#go = go;
    this.#records = records;
    this.#list = new VirtualList('Traces', ROW_HEIGHT, () => COLUMNS.map((name) =>
      el('span', { role: 'gridcell', class: `c-${name.toLowerCase()}` })), update,
    (trace) => this.#go(`/traces/${trace.traceId}`));
    this.#list.following = false;
    const head = el('div', { class: 'row head', 'aria-hidden': 'true' },
      ...COLUMNS.map((name) => el('span', { class: `c-${name.toLowerCase()}` }, name)));
    this.element = el('section', { class: 'view traces', 'aria-label': 'Traces' },
      el('div', { class: 'tools', role: 'search' }, this.#search),
      el('div', { class: 'table' }, head, this.#list.element, this.#empty));
    records.addEventListener('change', () => this.#load());
  }

  show(match, query) {
    this.#shown = true;
    this.#search.value = new URLSearchParams(query).get('q') || '';
    this.#seen = '';
    this.#load();
    this.#list.shown();
  }

  hide() {
    this.#shown = false;
  }

  search() {
    this.#search.focus();
    this.#search.select();
  }

  key(key) {
    const list = this.#list;
    const keys = {
      ArrowDown: () => list.move(1),
      ArrowUp: () => list.move(-1),
      Home: () => list.select(0),
      End: () => list.select(list.items.length - 1),
      Enter: () => list.selected && this.#go(`/traces/${list.selected.traceId}`),
    };
    keys[key]?.();
    return key in keys;
  }

  async #loadNow() {
    const status = this.#records.status;
    const seen = `${status?.spans.received} ${status?.records.received}`;
    if (!this.#shown || seen === this.#seen) {
      return;
    }
    this.#seen = seen;
    const answer = await fetch('/api/traces');
    if (answer.ok) {
      this.#traces = await answer.json();
      this.#draw();
    }
  }

  #filtered() {
    const q = this.#search.value;
    history.replaceState(null, '', q ? `/traces?${new URLSearchParams({ q })}` : '/traces');
    this.#draw();
  }

  #draw() {
    const list = this.#list;
    const words = this.#search.value.toLowerCase().split(/\s+/).filter((word) => word);
    const selected = list.selected?.traceId;
    list.items = this.#traces.filter((trace) => {
      const text = [trace.root, trace.traceId, ...trace.services].join('\n').toLowerCase();
      return words.every((word) => text.includes(word));
    });
    list.selected = list.items.find((trace) => trace.traceId === selected) || null;
    list.changed();
    this.#empty.hidden = list.items.length > 0;
    this.#empty.replaceChildren(
      el('h2', {}, this.#traces.length > 0 ? 'No trace matches' : 'No traces yet'),
      el('p', {}, 'The newest 200 traces of which a span has come are here.'));
  }
}

function update(trace, cells, row) {
  row.className = trace.errors > 0 ? 'row failed' : 'row';
  cells[0].textContent = timeOfDay(BigInt(trace.start));
  cells[1].textContent = trace.root || '(no name)';
  cells[2].textContent = trace.services.join(', ');
  cells[3].textContent = count(trace.spans);
  cells[4].textContent = count(trace.records);
  cells[5].replaceChildren(...(trace.errors > 0
    ? [el('span', { class: 'level level-error' }, 'ERROR')] : []));
  cells[6].textContent = duration(BigInt(trace.end) - BigInt(trace.start));
}
