// The records as they come.

import { el, eachFrame, levelBadge } from './dom.js';
import { Filters } from './filters.js';
import { VirtualList } from './list.js';
import { count, instant, timeOfDay } from './otlp.js';

const ROW_HEIGHT = 26;
const COLUMNS = ['Time', 'Level', 'Service', 'Logger', 'Message', 'Trace'];
const MAX_LINE = 500;

export class RecordsView {
  name = 'records';
  title = 'Records';

  #records;
  #go;
  #filters = new Filters();
  #list;
  #empty = el('div', { class: 'empty' });
  #footer = el('footer', { class: 'foot', role: 'status' });
  #live = el('button', { type: 'button', id: 'live', click: () => this.#pause() }, 'Pause');
  #paused = false;
  #test = this.#filters.test;
  #names = eachFrame(() =>
    this.#filters.setNames(this.#records.services, this.#records.loggers));

  constructor(records, go) {
    this.#records = records;
    this.#go = go;
    this.#list = new VirtualList('Records', ROW_HEIGHT, () => this.#cells(),
      (item, cells, row) => this.#update(item, cells, row), (item) => this.#open(item));
    const head = el('div', { class: 'row head', 'aria-hidden': 'true' },
      ...COLUMNS.map((name) => el('span', { class: `c-${name.toLowerCase()}` }, name)));
    this.#filters.element.append(el('span', { class: 'gap' }), this.#live);
    this.element = el('section', { class: 'view records', 'aria-label': 'Records' },
      this.#filters.element,
      el('div', { class: 'table' }, head, this.#list.element, this.#empty), this.#footer);
    this.#filters.addEventListener('change', () => this.#filtered());
    records.addEventListener('change', (event) => this.#changed(event.detail));
  }

  show(match, query) {
    if (query !== this.#filters.query) {
      this.#filters.query = query;
      this.#all();
    }
    this.#list.shown();
    this.#say();
  }

  search() {
    this.#filters.focus();
  }

  back() {
    if (this.#list.selected) {
      this.#list.selected = null;
      this.#list.follow();
    } else if (this.#filters.query) {
      this.#filters.clear();
    }
    this.#list.element.focus({ preventScroll: true });
  }

  key(key) {
    const list = this.#list;
    const keys = {
      ArrowDown: () => list.move(1),
      ArrowUp: () => list.move(-1),
      PageDown: () => list.move(20),
      PageUp: () => list.move(-20),
      Home: () => list.select(0),
      End: () => list.select(list.items.length - 1),
      Enter: () => list.selected && this.#open(list.selected),
      p: () => this.#pause(),
    };
    keys[key]?.();
    return key in keys;
  }

  #open(item) {
    this.#go(item.traceId ? `/traces/${item.traceId}?record=${item.number}`
      : `/records/${item.number}`);
  }

  #filtered() {
    const query = this.#filters.query;
    history.replaceState(null, '', query ? `/?${query}` : '/');
    this.#all();
  }

  #all() {
    this.#test = this.#filters.test;
    this.#list.items = this.#records.items.filter(this.#test);
    if (!this.#list.items.includes(this.#list.selected)) {
      this.#list.selected = null;
      this.#list.follow();
    }
    this.#list.changed();
    this.#say();
  }

  #changed({ added, removed }) {
    this.#names();
    if (!this.#paused) {
      const gone = new Set(removed);
      let first = 0;
      while (gone.has(this.#list.items[first])) {
        first++;
      }
      this.#list.items.splice(0, first);
      this.#list.items.push(...added.filter(this.#test));
      if (added.length > 0 || first > 0) {
        this.#list.changed(first);
      }
    }
    this.#say();
  }

  #pause() {
    this.#paused = !this.#paused;
    this.#live.textContent = this.#paused ? 'Go on' : 'Pause';
    this.#live.setAttribute('aria-pressed', this.#paused);
    if (!this.#paused) {
      this.#all();
      this.#list.follow();
    }
  }

  #say() {
    const shown = this.#list.items.length;
    const all = this.#records.items.length;
    const status = this.#records.status;
    const parts = [`${count(shown)} of ${count(all)} shown`];
    if (status) {
      parts.push(`${count(status.records.received)} received`);
      parts.push(`${count(status.records.evicted)} forgotten by the viewer`);
    }
    if (this.#records.missed > 0) {
      parts.push(`${count(this.#records.missed)} went by before this page saw them`);
    }
    if (this.#paused) {
      parts.push('paused');
    }
    this.#footer.textContent = parts.join('  ·  ');
    this.#empty.hidden = shown > 0;
    if (shown === 0) {
      this.#empty.replaceChildren(...(all > 0 ? nothingFound() : nothingYet()));
    }
  }

  #cells() {
    return COLUMNS.map((name) => el('span', { role: 'gridcell', class: `c-${name.toLowerCase()}` }));
  }

  #update(item, cells, row) {
    row.className = `row at-${item.level}`;
    cells[0].textContent = timeOfDay(item.nanos);
    cells[0].title = instant(item.nanos);
    cells[1].replaceChildren(levelBadge(item));
    cells[2].textContent = item.service;
    cells[3].textContent = item.logger;
    cells[3].title = item.logger;
    cells[4].textContent = item.body.slice(0, MAX_LINE).replace(/\s+/g, ' ');
    cells[5].textContent = item.traceId.slice(0, 8);
  }
}

function nothingFound() {
  return [el('h2', {}, 'No record matches'), el('p', {}, 'Esc clears the filters.')];
}

function nothingYet() {
  return [el('h2', {}, 'No records yet'),
    el('p', {}, 'This page shows what programs send here over OTLP/HTTP, in protobuf or JSON:'),
    el('pre', {}, `OTEL_EXPORTER_OTLP_ENDPOINT=${location.origin}\n`
      + 'OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf')];
}
