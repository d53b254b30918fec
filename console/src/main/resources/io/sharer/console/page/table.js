// Tables that are changed in place, so that focus, selection and place stay while the figures change.

import {element, set, setName, setText} from "./dom.js";

export class LiveTable {
  #rows = new Map();

  /**
   * @param caption what the table holds
   * @param columns each with `title` and `text` of an item; or with `fill`, which is given the cell, the item and
   *     whether the cell is new; `kind` is a class of its cells. One with `order`, a number or text of an item, sorts
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
    this.none = element("p", {class: "soft note", text: none, hidden: true});
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
    return header;
  }

  sortBy(column, direction) {
    this.sortedBy = {column, direction};
    this.head.forEach((header, index) => set(header, "aria-sort",
      this.columns[index] === column ? (direction > 0 ? "ascending" : "descending") : false));
  }

  show(items) {
    const sorted = this.sortedBy === null ? items : [...items].sort((a, b) => this.#compare(a, b));
    const seen = new Set();
    sorted.forEach((item, index) => {
      const key = this.key(item, index);
      seen.add(key);
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
      if (this.body.children[index] !== row) {
        this.body.insertBefore(row, this.body.children[index] ?? null);
      }
    });
    for (const [key, row] of this.#rows) {
      if (!seen.has(key)) {
        this.#rows.delete(key);
        row.remove();
      }
    }
    this.table.hidden = items.length === 0;
    this.none.hidden = items.length > 0;
  }

  #compare(a, b) {
    const {column, direction} = this.sortedBy;
    const [first, second] = [column.order(a), column.order(b)];
    return direction * (typeof first === "string" ? first.localeCompare(second) : first - second);
  }
}
