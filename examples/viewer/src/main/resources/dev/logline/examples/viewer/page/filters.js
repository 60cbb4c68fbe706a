// Which records are shown; it is in the address, so that a view can be passed on.

import { el, option } from './dom.js';
import { LEVEL_NAMES, severityOf } from './otlp.js';

const MAX_LOGGERS = 200;

export class Filters extends EventTarget {
  #search = el('input', { type: 'search', id: 'search', placeholder: 'Search  ( / )',
    'aria-label': 'Search', autocomplete: 'off', spellcheck: 'false' });
  #service = el('select', { id: 'service', 'aria-label': 'Service' });
  #logger = el('input', { id: 'logger', placeholder: 'Logger', 'aria-label': 'Logger',
    list: 'loggers', autocomplete: 'off', spellcheck: 'false' });
  #loggers = el('datalist', { id: 'loggers' });
  #level = el('select', { id: 'level', 'aria-label': 'Least level' }, option('', 'All levels'),
    ...LEVEL_NAMES.map((name) => option(name, name === 'FATAL' ? name : `${name} and up`)));
  #trace = el('input', { id: 'trace', placeholder: 'Trace id', 'aria-label': 'Trace id',
    autocomplete: 'off', spellcheck: 'false' });
  #clear = el('button', { type: 'button', id: 'clear', click: () => this.clear() }, 'Clear');

  #inputs = { q: this.#search, service: this.#service, logger: this.#logger, level: this.#level,
    trace: this.#trace };

  element = el('div', { class: 'tools', role: 'search' }, this.#search, this.#service,
    this.#logger, this.#loggers, this.#level, this.#trace, this.#clear);

  constructor() {
    super();
    this.setNames(new Map(), new Map());
    this.element.addEventListener('input', () => this.#changed());
  }

  focus() {
    this.#search.focus();
    this.#search.select();
  }

  clear() {
    Object.values(this.#inputs).forEach((input) => {
      input.value = '';
    });
    this.#changed();
  }

  get query() {
    const query = new URLSearchParams();
    for (const [name, input] of Object.entries(this.#inputs)) {
      if (input.value) {
        query.set(name, input.value);
      }
    }
    return query.toString();
  }

  set query(text) {
    const query = new URLSearchParams(text);
    for (const [name, input] of Object.entries(this.#inputs)) {
      const value = query.get(name) || '';
      if (name === 'service' && value && !this.#has(value)) {
        this.#service.append(option(value));
      }
      input.value = value;
    }
    this.#clear.disabled = !this.query;
  }

  /** Offers what there is. */
  setNames(services, loggers) {
    const chosen = this.#service.value;
    const names = [...services.keys()].filter((name) => name).sort();
    if (chosen && !names.includes(chosen)) {
      names.push(chosen);
    }
    const now = [...this.#service.options].slice(1).map((o) => o.value);
    if (this.#service.options.length === 0 || names.join('\n') !== now.join('\n')) {
      this.#service.replaceChildren(option('', 'All services'), ...names.map((n) => option(n)));
      this.#service.value = chosen;
    }
    const offered = [...loggers.keys()].sort().slice(0, MAX_LOGGERS);
    if (offered.join('\n') !== [...this.#loggers.options].map((o) => o.value).join('\n')) {
      this.#loggers.replaceChildren(...offered.map((name) => option(name)));
    }
  }

  /** Whether a record is shown, as a function that does not look at the inputs again. */
  get test() {
    const words = this.#search.value.toLowerCase().split(/\s+/).filter((word) => word);
    const service = this.#service.value;
    const logger = this.#logger.value.toLowerCase();
    const severity = severityOf(this.#level.value);
    const trace = this.#trace.value.trim().toLowerCase();
    return (record) => record.severity >= severity
      && (!service || record.service === service)
      && (!logger || record.logger.toLowerCase().includes(logger))
      && (!trace || record.traceId.startsWith(trace))
      && words.every((word) => record.searched.includes(word));
  }

  #has(service) {
    return [...this.#service.options].some((o) => o.value === service);
  }

  #changed() {
    this.#clear.disabled = !this.query;
    this.dispatchEvent(new CustomEvent('change'));
  }
}
