// Which view is shown, by the address.

import { listen } from './keys.js';
import { lost, LossesView } from './losses.js';
import { MetricsView } from './metrics.js';
import { count } from './otlp.js';
import { Records } from './records.js';
import { RecordsView } from './records-view.js';
import { RecordView, TraceView } from './trace.js';
import { TracesView } from './traces.js';

const main = document.getElementById('main');
const help = document.getElementById('help');
const records = new Records();

const VIEWS = [
  [/^\/$/, new RecordsView(records, go)],
  [/^\/traces$/, new TracesView(records, go)],
  [/^\/traces\/([0-9a-f]{32})$/, new TraceView(records)],
  [/^\/records\/(\d+)$/, new RecordView(records)],
  [/^\/metrics$/, new MetricsView(records)],
  [/^\/losses$/, new LossesView(records)],
];

let view = VIEWS[0][1];

function show() {
  const [pattern, next] = VIEWS.find(([path]) => path.test(location.pathname)) || VIEWS[0];
  view.hide?.();
  view = next;
  if (main.firstElementChild !== view.element) {
    main.replaceChildren(view.element);
  }
  document.title = view.title === 'Records' ? 'Logline' : `${view.title} · Logline`;
  for (const link of document.querySelectorAll('nav a')) {
    if (link.dataset.view === view.name) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
  view.show(location.pathname.match(pattern) || [], location.search.slice(1));
}

/** Shows another address of this page; the browser's "back" leads back. */
function go(address) {
  history.pushState({ inside: true }, '', address);
  show();
}

function back() {
  if (view.back) {
    view.back();
  } else if (history.state?.inside) {
    history.back();
  } else {
    go('/');
  }
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href^="/"]');
  if (link && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    go(link.getAttribute('href'));
  }
});

addEventListener('popstate', show);

document.getElementById('help-button').addEventListener('click', () => help.showModal());
document.getElementById('help-close').addEventListener('click', () => help.close());

listen(() => view, {
  '/': () => view.search?.(),
  '?': () => help.showModal(),
  Escape: back,
  focus: () => view.element.querySelector('[tabindex="0"]')?.focus({ preventScroll: true }),
  1: () => go('/'),
  2: () => go('/traces'),
  3: () => go('/metrics'),
  4: () => go('/losses'),
}, help);

const state = document.getElementById('state');
const lostCount = document.getElementById('lost');
const notice = document.getElementById('notice');

records.addEventListener('state', () => {
  state.textContent = records.state === 'not connected' ? 'not connected, trying again'
    : records.state;
  state.dataset.state = records.state === 'live' ? 'live' : 'off';
});

records.addEventListener('change', () => {
  const losses = lost(records.status);
  lostCount.textContent = count(losses);
  lostCount.hidden = losses === 0;
  notice.textContent = records.missed > 0 ? `${count(records.missed)} records went by unseen` : '';
});

show();
records.run();
