// The records that this page holds, and the loop that asks for more.

import * as otlp from './otlp.js';

const MAX_RECORDS = 10000;
const MAX_CHARACTERS = 32 << 20;
const RETRY_MILLIS = 1000;

/** As many at most as the page shows; the oldest make room, and what was missed is counted. */
export class Records extends EventTarget {
  items = [];
  status = null;
  state = 'connecting';
  missed = 0;
  services = new Map();
  loggers = new Map();

  #last = -MAX_RECORDS;
  #instance = '';
  #characters = 0;
  #sizes = [];

  async run() {
    for (;;) {
      try {
        await this.#poll();
        this.#be('live');
      } catch (e) {
        this.#be(e.message === '503' ? 'too many pages are open' : 'not connected');
        await new Promise((resolve) => setTimeout(resolve, RETRY_MILLIS));
      }
    }
  }

  /** One that may have been forgotten here, from the server; null when it is gone there too. */
  async find(number) {
    const here = this.items.find((item) => item.number === number);
    if (here) {
      return here;
    }
    const answer = await this.#get(number - 1, 0);
    const found = answer.records[0];
    return found?.number === number
      ? otlp.record(found.record, otlp.origin(answer.origins[found.origin]), number) : null;
  }

  async #get(after, wait) {
    const answer = await fetch(`/api/records?after=${after}&wait=${wait}`);
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    return answer.json();
  }

  async #poll() {
    // Until all is here that there is, nothing is waited for; the status is asked for now and then.
    const answer = await this.#get(this.#last, this.state === 'live' ? 2000 : 0);
    if (this.#instance && this.#instance !== answer.instance) {
      this.#clear();
      this.#instance = answer.instance;
      return;
    }
    this.#instance = answer.instance;
    const origins = answer.origins.map(otlp.origin);
    const sizes = answer.records.map((json) => JSON.stringify(json.record).length);
    const added = answer.records.map((json) =>
      otlp.record(json.record, origins[json.origin], json.number));
    if (added.length > 0) {
      this.missed += this.#last > 0 ? added[0].number - this.#last - 1 : 0;
      this.#last = added.at(-1).number;
    } else if (this.#last < 0) {
      this.#last = 0;
    }
    this.status = answer.status;
    const removed = this.#add(added, sizes);
    this.dispatchEvent(new CustomEvent('change', { detail: { added, removed } }));
  }

  #add(added, sizes) {
    for (const item of added) {
      this.#count(this.services, item.service, 1);
      this.#count(this.loggers, item.logger, 1);
    }
    this.items.push(...added);
    this.#sizes.push(...sizes);
    this.#characters += sizes.reduce((sum, size) => sum + size, 0);
    let removed = 0;
    while (this.items.length - removed > MAX_RECORDS || this.#characters > MAX_CHARACTERS) {
      this.#count(this.services, this.items[removed].service, -1);
      this.#count(this.loggers, this.items[removed].logger, -1);
      this.#characters -= this.#sizes[removed++];
    }
    this.#sizes.splice(0, removed);
    return this.items.splice(0, removed);
  }

  #count(counts, name, change) {
    const count = (counts.get(name) || 0) + change;
    if (count > 0) {
      counts.set(name, count);
    } else {
      counts.delete(name);
    }
  }

  #clear() {
    const removed = this.items.splice(0);
    this.#last = -MAX_RECORDS;
    this.#characters = 0;
    this.#sizes = [];
    this.missed = 0;
    this.services.clear();
    this.loggers.clear();
    this.dispatchEvent(new CustomEvent('change', { detail: { added: [], removed } }));
  }

  #be(state) {
    if (this.state !== state) {
      this.state = state;
      this.dispatchEvent(new CustomEvent('state'));
    }
  }
}
