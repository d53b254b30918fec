// Tables that are changed in place, so that focus, selection and place stay while the figures change.

import {element, set, setName, setText} from "./dom.js";

export class LiveTable {
  #rows = new Map();

  /**
   * @param caption what the table holds
   * @param columns each with `title`, what is to be said `under` it, and `text` of an item; or with `fill`, which is
   *     given the cell, the item and whether the cell is new; `kind` is a class of its cells. One with `order`, a number
   *     or text of an item, sorts
   * @param key tells items apart
   * @param none what stands there if there are none
   */
  constructor({caption, columns, key, none = "", onSort = () => {}}) {
    this.columns = columns;
    this.key = key;
    this.onSort = onSort;
    this.sortedBy = null;
    this.body = element("tbody");
    this.head = columns.map(column => this.#header(column));
    this.noneText = none;
    this.none = element("p", {class: "soft note", hidden: true});
    this.table = element("table", {},
      element("caption", {class: "visually-hidden", text: caption}),
      element("thead", {}, element("tr", {}, ...this.head)),
      this.body);
    this.root = element("div", {class: "table"}, this.table, this.none);
  }

  #header(column) {
    const header = element("th", {scope: "col", class: column.kind ?? ""});
    if (column.order === undefined) {
      header.append(element("span", {class: column.silent ? "visually-hidden" : "", text: column.title}));
    } else {
      header.append(element("button", {type: "button", class: "sort", text: column.title, on: {click: () => {
        const same = this.sortedBy?.column === column;
        this.sortBy(column, same ? -this.sortedBy.direction : column.first ?? 1);
        this.onSort();
      }}}));
    }
    if (column.under !== undefined) {
      header.append(" ", element("span", {class: "under", text: column.under}));
    }
    return header;
  }

  sortBy(column, direction) {
    this.sortedBy = {column, direction};
    this.head.forEach((header, index) => set(header, "aria-sort",
      this.columns[index] === column ? (direction > 0 ? "ascending" : "descending") : false));
  }

  /** Shows these, and if there are none what stands there instead. */
  show(items, none = this.noneText) {
    const sorted = this.sortedBy === null ? items : [...items].sort((a, b) => this.#compare(a, b));
    const keys = sorted.map((item, index) => this.key(item, index));
    const focused = document.activeElement;
    const focusedAt = [...this.body.children].findIndex(row => row.contains(focused));
    this.#removeAllBut(new Set(keys));
    this.#arrange(sorted.map((item, index) => this.#fill(keys[index], item)));
    this.table.hidden = items.length === 0;
    this.none.hidden = items.length > 0;
    setText(this.none, none);
    if (focusedAt >= 0 && document.activeElement !== focused) {
      if (this.body.contains(focused)) {
        focused.focus({preventScroll: true});
      } else {
        this.focusFrom(focusedAt);
      }
    }
  }

  /** Has the first button from this row on get the focus; the region around the table if there is none. */
  focusFrom(index) {
    const button = [...this.body.children].slice(Math.max(0, index)).map(row => row.querySelector("button")).find(Boolean);
    (button ?? this.root.closest("[tabindex]"))?.focus({preventScroll: true});
  }

  /** Where the row with that key stands; -1 if there is none. */
  indexOf(key) {
    return [...this.body.children].indexOf(this.#rows.get(key));
  }

  #removeAllBut(keys) {
    for (const [key, row] of this.#rows) {
      if (!keys.has(key)) {
        this.#rows.delete(key);
        row.remove();
      }
    }
  }

  #fill(key, item) {
    let row = this.#rows.get(key);
    const isNew = row === undefined;
    if (isNew) {
      row = element("tr", {}, ...this.columns.map(column => element("td", {class: column.kind ?? ""})));
      this.#rows.set(key, row);
    }
    this.columns.forEach((column, at) => {
      if (column.fill !== undefined) {
        column.fill(row.children[at], item, isNew);
      } else {
        (column.kind === "body" ? setName : setText)(row.children[at], column.text(item));
      }
    });
    return row;
  }

  /** Puts the rows into this order, and moves only those that are out of place: whatever moves loses the focus. */
  #arrange(rows) {
    let next = this.body.firstElementChild;
    for (const row of rows) {
      if (next !== null && next !== row && next.nextElementSibling === row) {
        next = row; // the one before it belongs further back, and is put there when it is its turn
      }
      if (next === row) {
        next = row.nextElementSibling;
      } else {
        this.body.insertBefore(row, next);
      }
    }
  }

  #compare(a, b) {
    const {column, direction} = this.sortedBy;
    const [first, second] = [column.order(a), column.order(b)];
    return direction * (typeof first === "string" ? first.localeCompare(second) : first - second);
  }
}
