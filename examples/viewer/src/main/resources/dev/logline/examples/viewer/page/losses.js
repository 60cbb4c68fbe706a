// What did not arrive, and what did not stay.

import { el } from './dom.js';
import { bytes, count } from './otlp.js';

/** How many items the senders say that they lost. */
export function lost(status) {
  return (status?.losses || []).reduce((sum, loss) => sum + loss.lost, 0);
}

export class LossesView {
  name = 'losses';
  title = 'Losses';
  element = el('section', { class: 'view losses', 'aria-label': 'Losses', tabindex: -1 });

  #records;

  constructor(records) {
    this.#records = records;
    records.addEventListener('change', () => this.#draw());
  }

  show() {
    this.#draw();
    this.element.focus({ preventScroll: true });
  }

  #draw() {
    const status = this.#records.status;
    if (!this.element.isConnected || !status) {
      return;
    }
    this.element.replaceChildren(...senders(status), ...here(status, this.#records.missed));
  }
}

function senders(status) {
  const rows = status.losses.map((loss) => [loss.service, loss.signal, loss.stage, loss.reason,
    count(loss.lost)]);
  return [
    el('h2', {}, 'Lost by the senders'),
    el('p', {}, 'As they tell of themselves, by ', el('code', {}, 'otel.sdk.processor.log.processed'),
      ', ', el('code', {}, 'otel.sdk.exporter.log.exported'), ' and their like, with ',
      el('code', {}, 'error.type'), '.'),
    rows.length > 0
      ? table(['Service', 'Signal', 'Lost by its', 'Reason', 'Lost'], rows)
      : el('p', { class: 'good' }, 'None has told of a loss.'),
  ];
}

function here(status, missed) {
  const rows = [['records', status.records], ['spans', status.spans], ['metric series', status.series]]
    .map(([name, ring]) => [name, count(ring.received), count(ring.kept), count(ring.evicted),
      bytes(ring.bytes)]);
  return [
    el('h2', {}, 'Forgotten by this viewer'),
    el('p', {}, 'It keeps the newest of all that came, within its bounds of number and of memory.'
      + ' Of metrics, what is received are points.'),
    table(['What', 'Received', 'Kept', 'Forgotten', 'Memory'], rows),
    el('h2', {}, 'Besides'),
    table(['What', 'Count'], [
      ['requests that were answered with an error', count(status.refused)],
      ['records that went by before this page saw them', count(missed)],
    ]),
  ];
}

function table(head, rows) {
  const isNumber = (cell) => /^[\d,.]+( [KM]iB)?$/.test(cell);
  return el('table', {},
    el('thead', {}, el('tr', {}, ...head.map((name, i) =>
      el('th', { scope: 'col', class: rows.some((row) => isNumber(row[i])) && 'number' }, name)))),
    el('tbody', {}, ...rows.map((row) => el('tr', {}, ...row.map((cell) =>
      el('td', { class: isNumber(cell) && 'number' }, cell))))));
}
