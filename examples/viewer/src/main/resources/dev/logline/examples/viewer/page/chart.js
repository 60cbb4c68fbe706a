// A small chart of one series.

import { svg } from './dom.js';

const WIDTH = 240;
const HEIGHT = 56;
const PAD = 3;

/** What is charted of a series: points of { at, value }, of which there may be none. */
export function points(series, asRate, asCount) {
  const { millis, values, counts } = series;
  const all = millis.map((at, i) => ({ at, value: values[i], count: counts[i] }));
  if (series.kind === 'histogram' || series.kind === 'summary') {
    return measured(all, series.delta, asCount);
  }
  if (series.kind === 'sum' && asRate && (series.monotonic || series.delta)) {
    return rates(all, series.delta, 'value');
  }
  return all.filter((point) => point.value !== null);
}

/** Per second; a sum that got less began anew. */
function rates(all, delta, what) {
  const found = [];
  for (let i = 1; i < all.length; i++) {
    const seconds = (all[i].at - all[i - 1].at) / 1000;
    const change = delta || all[i][what] < all[i - 1][what]
      ? all[i][what] : all[i][what] - all[i - 1][what];
    if (seconds > 0) {
      found.push({ at: all[i].at, value: change / seconds });
    }
  }
  return found;
}

/** How many were measured, or their mean since the point before. */
function measured(all, delta, asCount) {
  if (asCount) {
    return all.map(({ at, count }) => ({ at, value: count }));
  }
  const found = [];
  all.forEach((point, i) => {
    const from = delta || i === 0 || point.count < all[i - 1].count
      ? { value: 0, count: 0 } : all[i - 1];
    const count = point.count - from.count;
    if (count > 0) {
      found.push({ at: point.at, value: (point.value - from.value) / count });
    }
  });
  return found;
}

/** The chart, with its extent said for those who do not see it. */
export function chart(found) {
  const low = found.reduce((least, { value }) => Math.min(least, value), Infinity);
  const high = found.reduce((most, { value }) => Math.max(most, value), -Infinity);
  const from = found[0]?.at ?? 0;
  const length = Math.max(1, (found.at(-1)?.at ?? 0) - from);
  const x = ({ at }) => PAD + ((at - from) / length) * (WIDTH - 2 * PAD);
  const y = ({ value }) => (high === low ? HEIGHT / 2
    : HEIGHT - PAD - ((value - low) / (high - low)) * (HEIGHT - 2 * PAD));
  const line = found.map((point) => `${x(point).toFixed(1)},${y(point).toFixed(1)}`).join(' ');
  const picture = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'chart', role: 'img',
    preserveAspectRatio: 'none',
    'aria-label': found.length > 0 ? `${number(low)} to ${number(high)}` : 'no points' });
  if (found.length > 1) {
    picture.append(
      svg('polygon', { class: 'area', points:
        `${x(found[0])},${HEIGHT} ${line} ${x(found.at(-1))},${HEIGHT}` }),
      svg('polyline', { class: 'line', points: line }));
  } else if (found.length === 1) {
    picture.append(svg('circle', { class: 'point', cx: WIDTH / 2, cy: HEIGHT / 2, r: 2.5 }));
  }
  return { picture, low, high };
}

const NUMBER = new Intl.NumberFormat('en', { maximumSignificantDigits: 4, notation: 'compact' });

export function number(value) {
  return Number.isFinite(value) ? NUMBER.format(value) : '–';
}
