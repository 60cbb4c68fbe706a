// The metrics as small charts, one for each name and set of attributes.

import { el, eachFrame, option } from './dom.js';
import { chart, number, points } from './chart.js';
import { attributes, count, text } from './otlp.js';

const MAX_CARDS = 200;

export class MetricsView {
  name = 'metrics';
  title = 'Metrics';

  #records;
  #shown = false;
  #seen = -1;
  #series = [];
  #inputs = {
    q: el('input', { type: 'search', id: 'metric-search', 'aria-label': 'Search metrics',
      placeholder: 'Search  ( / )', autocomplete: 'off', spellcheck: 'false' }),
    service: el('select', { 'aria-label': 'Service' }, option('', 'All services')),
    sums: el('select', { id: 'sums', 'aria-label': 'Sums' }, option('', 'Sums as they are'),
      option('rate', 'Sums per second')),
    histograms: el('select', { id: 'histograms', 'aria-label': 'Histograms' },
      option('', 'Histograms: mean'), option('count', 'Histograms: count')),
  };
  #cards = el('div', { class: 'cards', role: 'list', 'aria-label': 'Metrics', tabindex: 0 });
  #load = eachFrame(() => this.#loadNow());

  element = el('section', { class: 'view metrics', 'aria-label': 'Metrics' },
    el('div', { class: 'tools', role: 'search', input: () => this.#filtered() },
      ...Object.values(this.#inputs)), this.#cards);

  constructor(records) {
    this.#records = records;
    records.addEventListener('change', () => this.#load());
  }

  show(match, query) {
    const given = new URLSearchParams(query);
    for (const [name, input] of Object.entries(this.#inputs)) {
      const value = given.get(name) || '';
      if (name === 'service' && value) {
        input.append(option(value));
      }
      input.value = value;
    }
    this.#shown = true;
    this.#seen = -1;
    this.#load();
  }

  hide() {
    this.#shown = false;
  }

  search() {
    this.#inputs.q.focus();
    this.#inputs.q.select();
  }

  async #loadNow() {
    const received = this.#records.status?.series.received ?? 0;
    if (!this.#shown || received === this.#seen) {
      return;
    }
    this.#seen = received;
    const answer = await fetch('/api/metrics');
    if (answer.ok) {
      this.#series = (await answer.json()).map((series) => {
        const labels = [...attributes(series.attributes)].map(([k, v]) => `${k}=${text(v)}`);
        const searched = [series.name, series.service, series.scope, ...labels].join('\n');
        return { ...series, labels, searched: searched.toLowerCase() };
      });
      this.#series.sort((a, b) => a.name.localeCompare(b.name)
        || a.service.localeCompare(b.service) || a.labels.join().localeCompare(b.labels.join()));
      this.#draw();
    }
  }

  #filtered() {
    const query = new URLSearchParams();
    for (const [name, input] of Object.entries(this.#inputs)) {
      if (input.value) {
        query.set(name, input.value);
      }
    }
    history.replaceState(null, '', String(query) ? `/metrics?${query}` : '/metrics');
    this.#draw();
  }

  #draw() {
    const { q, service, sums, histograms } = this.#inputs;
    const names = [...new Set(this.#series.map((series) => series.service))].filter((n) => n).sort();
    const chosen = service.value;
    service.replaceChildren(option('', 'All services'),
      ...new Set([...names, ...(chosen ? [chosen] : [])].map((name) => option(name))));
    service.value = chosen;
    const words = q.value.toLowerCase().split(/\s+/).filter((word) => word);
    const found = this.#series.filter((series) => (!chosen || series.service === chosen)
      && words.every((word) => series.searched.includes(word)));
    this.#cards.replaceChildren(...found.slice(0, MAX_CARDS).map((series) =>
      card(series, sums.value === 'rate', histograms.value === 'count')));
    if (found.length > MAX_CARDS) {
      this.#cards.append(el('p', { class: 'note' },
        `${count(found.length - MAX_CARDS)} more; a search shows fewer.`));
    }
    if (found.length === 0) {
      this.#cards.append(el('div', { class: 'empty' },
        el('h2', {}, this.#series.length > 0 ? 'No metric matches' : 'No metrics yet'),
        el('p', {}, 'Senders tell of their metrics once a minute, by default.')));
    }
  }
}

function card(series, asRate, asCount) {
  const found = points(series, asRate, asCount);
  const { picture, low, high } = chart(found);
  const isRate = series.kind === 'sum' && asRate && (series.monotonic || series.delta);
  const isMeasured = series.kind === 'histogram' || series.kind === 'summary';
  const unit = isMeasured && asCount ? '' : series.unit.replace(/[{}]/g, '');
  const shown = isRate ? 'per second' : isMeasured ? (asCount ? 'count' : 'mean') : '';
  const kind = [series.kind, ...(shown ? [shown] : [])].join(', ');
  return el('article', { class: 'card', role: 'listitem' },
    el('h3', { title: series.description || series.name }, series.name),
    el('p', { class: 'now' }, el('b', {}, number(found.at(-1)?.value)), ' ',
      unit === '1' ? '' : unit + (isRate && unit ? '/s' : '')),
    picture,
    el('p', { class: 'extent' }, found.length > 0
      ? `${number(low)} – ${number(high)}` : 'one more point is needed',
    el('span', {}, kind)),
    el('p', { class: 'labels' }, series.service ? el('span', { class: 'label own' }, series.service)
      : null, ...series.labels.map((label) => el('span', { class: 'label' }, label))));
}
