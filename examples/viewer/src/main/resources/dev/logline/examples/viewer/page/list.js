// A list of rows of one height, of which only those exist that are seen.

import { el, eachFrame } from './dom.js';

const MARGIN_ROWS = 8;

export class VirtualList {
  items = [];
  selected = null;
  following = true;

  #height;
  #make;
  #update;
  #open;
  #rows = [];
  #space = el('div', { class: 'space', role: 'presentation' });
  #draw = eachFrame(() => this.#drawNow());
  #top = 0;

  /**
   * @param make a row's cells, once
   * @param update puts an item into the cells
   * @param open is called for an item that was clicked
   */
  constructor(label, height, make, update, open) {
    this.#height = height;
    this.#make = make;
    this.#update = update;
    this.#open = open;
    this.element = el('div', { class: 'list', role: 'grid', 'aria-label': label, tabindex: 0,
      scroll: () => this.#scrolled() }, this.#space);
    new ResizeObserver(() => this.changed()).observe(this.element);
  }

  /** Say so after the items have changed; as many were taken off the front. */
  changed(removed = 0) {
    if (removed > 0 && !this.following) {
      this.#top = Math.max(0, this.#top - removed * this.#height);
      this.element.scrollTop = this.#top;
    }
    this.#draw();
  }

  /** Say so when it is in the page again: out of it, it forgot how far it was scrolled. */
  shown() {
    this.#space.style.height = `${this.items.length * this.#height}px`;
    this.element.scrollTop = this.#top;
    this.#drawNow();
  }

  follow() {
    this.following = true;
    this.#draw();
  }

  /** Selects the row that is so many away. */
  move(by) {
    const at = this.items.indexOf(this.selected);
    const from = at >= 0 ? at : by > 0 ? this.#firstSeen() - 1 : this.#lastSeen() + 1;
    this.select(Math.min(Math.max(from + by, 0), this.items.length - 1));
  }

  select(index) {
    this.selected = this.items[index] ?? null;
    this.following = false;
    const top = index * this.#height;
    const page = this.element.clientHeight;
    if (top < this.element.scrollTop) {
      this.element.scrollTop = top;
    } else if (top + this.#height > this.element.scrollTop + page) {
      this.#space.style.height = `${this.items.length * this.#height}px`;
      this.element.scrollTop = top + this.#height - page;
    }
    this.#top = this.element.scrollTop;
    this.#drawNow();
  }

  #firstSeen() {
    return Math.floor(this.element.scrollTop / this.#height);
  }

  #lastSeen() {
    const seen = (this.element.scrollTop + this.element.clientHeight) / this.#height;
    return Math.min(Math.floor(seen), this.items.length) - 1;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.element;
    // Whoever scrolls up wants to stay there; whoever reaches the end, to see what comes.
    if (scrollTop < this.#top) {
      this.following = false;
    } else if (scrollTop + clientHeight >= scrollHeight - 2 && !this.selected) {
      this.following = true;
    }
    this.#top = scrollTop;
    this.#draw();
  }

  #drawNow() {
    const element = this.element;
    if (!element.isConnected) {
      return;
    }
    this.#space.style.height = `${this.items.length * this.#height}px`;
    if (this.following) {
      element.scrollTop = element.scrollHeight;
      this.#top = element.scrollTop;
    }
    element.setAttribute('aria-rowcount', this.items.length);
    const first = Math.max(0, this.#firstSeen() - MARGIN_ROWS);
    const last = Math.min(this.items.length - 1, this.#lastSeen() + 1 + MARGIN_ROWS);
    for (let i = 0; i <= last - first || i < this.#rows.length; i++) {
      this.#drawRow(i, first + i, last);
    }
    const active = this.selected && this.#rows.find((row) => row.item === this.selected);
    if (active) {
      element.setAttribute('aria-activedescendant', active.element.id);
    } else {
      element.removeAttribute('aria-activedescendant');
    }
  }

  #drawRow(i, index, last) {
    let row = this.#rows[i];
    if (index > last) {
      row.element.hidden = true;
      row.item = null;
      return;
    }
    if (!row) {
      const cells = this.#make();
      row = { cells, item: null };
      row.element = el('div', { role: 'row', class: 'row', id: `row-${i}`,
        click: () => this.#clicked(row) }, ...cells);
      this.#rows.push(row);
      this.#space.append(row.element);
    }
    const item = this.items[index];
    if (row.item !== item) {
      row.item = item;
      this.#update(item, row.cells, row.element);
    }
    row.element.hidden = false;
    row.element.style.transform = `translateY(${index * this.#height}px)`;
    row.element.setAttribute('aria-rowindex', index + 1);
    row.element.setAttribute('aria-selected', item === this.selected);
  }

  #clicked(row) {
    // Text that is being marked is not a click.
    if (String(getSelection()) === '' && row.item) {
      this.selected = row.item;
      this.following = false;
      this.#open(row.item);
    }
  }
}
