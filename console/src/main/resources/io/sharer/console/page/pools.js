// The pools: all of them in a list, and one of them in detail.

import {offer} from "./actions.js";
import {byId, chooser, element, figures, set, setName, setText} from "./dom.js";
import {axisTime, compact, number, plural, time} from "./format.js";
import {drawSpark, Plot, roundTime, spark} from "./plot.js";
import {get} from "./poll.js";
import {LiveTable} from "./table.js";

/** With fewer nobody needs to look for one. */
const FILTERED_FROM = 9;

/** What is known of loans before the server was asked. */
const NOT_ASKED = {leases: [], more: 0, problem: "The server is being asked."};

const limit = max => max === 0 ? "no limit" : number(max);

export class Pools {
  #history;
  #state = {pools: []};
  #now = 0;
  #chosen = null;
  #leases = NOT_ASKED;

  constructor(history) {
    this.#history = history;
    this.list = this.#makeList();
    byId("pools-list").append(this.list.root);
    byId("pools-filter").addEventListener("input", () => this.#draw());
    this.#makeDetail();
  }

  // --- The list ---

  #makeList() {
    const list = new LiveTable({
      caption: "Pools with their figures; the name shows one in detail",
      key: pool => pool.key,
      none: "No pool has that in its name.",
      onSort: () => this.#draw(),
      columns: [
        {title: "Pool", kind: "name", order: pool => pool.name, fill: (cell, pool, isNew) => this.#fillName(cell, pool, isNew)},
        {title: "Lent", kind: "number", first: -1, order: pool => pool.lent, text: pool => number(pool.lent)},
        {title: "Idle", kind: "number wide", first: -1, order: pool => pool.idle, text: pool => number(pool.idle)},
        {title: "Waiting", kind: "number", first: -1, order: pool => pool.waiting, fill: (cell, pool) => {
          setText(cell, number(pool.waiting));
          set(cell, "class", pool.waiting > 0 ? "number busy" : "number");
        }},
        {title: "Last minute", kind: "wide", fill: (cell, pool, isNew) => {
          if (isNew) {
            cell.append(spark());
          }
          drawSpark(cell.firstChild, this.#history.of(pool.key), "lent", this.#now);
        }},
      ],
    });
    list.sortBy(list.columns[0], 1);
    return list;
  }

  #fillName(cell, pool, isNew) {
    if (isNew) {
      cell.append(chooser(pool.name, "pool", () => this.choose(pool.key)));
    }
    const chosen = pool.key === this.#chosen;
    set(cell.firstChild, "aria-current", chosen ? "true" : false);
    set(cell.parentElement, "class", chosen ? "chosen" : false);
  }

  choose(key) {
    this.#chosen = key;
    this.#leases = NOT_ASKED;
    this.#draw();
    this.refresh();
    if (matchMedia("(max-width: 900px)").matches) {
      byId("pool").scrollIntoView({block: "start"});
    }
  }

  // --- One pool ---

  #makeDetail() {
    this.objects = new Plot({
      title: "Objects",
      series: [{name: "lent", key: "lent", filled: true}, {name: "idle", key: "idle"}, {name: "waiting", key: "waiting"}],
      format: number, axis: compact, least: 4,
    });
    this.waits = new Plot({
      title: "Recent waits to borrow",
      series: [{name: "mean", key: "recentWait"}],
      format: time, axis: axisTime, round: roundTime, least: 1,
      note: "The mean of those who got an object after waiting since the look before, 0 if nobody did.",
    });
    this.leases = new LiveTable({
      caption: "What is lent, and to whom",
      key: (lease, index) => index,
      none: "Nothing is lent.",
      columns: [
        {title: "Borrower", kind: "thread", text: lease => lease.thread ?? "not known"},
        {title: "For", kind: "number", text: lease => lease.lent === undefined ? "not timed" : time(lease.lent)},
        {title: "Borrowed at", kind: "body", text: lease => lease.place ?? "not noted"},
      ],
    });
    this.name = element("h3", {id: "pool-name"});
    this.failure = element("p", {class: "problem", hidden: true});
    this.figures = element("dl", {class: "figures"});
    this.more = element("p", {class: "soft note"});
    this.buttons = element("div", {class: "buttons", hidden: true},
      element("button", {type: "button", class: "quiet", text: "Evict idle", on: {click: () => this.#offerEviction()}}),
      element("button", {type: "button", class: "quiet", text: "Resize", on: {click: () => this.#offerResizing()}}));
    this.gone = element("p", {class: "problem", role: "status"});
    this.content = element("div", {},
      this.failure,
      this.figures,
      element("div", {class: "charts"}, this.objects.root, this.waits.root),
      element("div", {class: "sub-head"}, element("h4", {text: "What is lent, and to whom"})),
      element("div", {class: "scroll few", tabindex: 0, role: "region", "aria-label": "What is lent"}, this.leases.root),
      this.more);
    byId("pool").append(
      element("div", {class: "detail-head"}, this.name, this.buttons),
      this.gone,
      this.content);
  }

  #offerEviction() {
    const pool = this.#pool();
    offer({
      title: "Close what is idle?",
      text: `${plural(pool.idle, "object")} of ${pool.name} ${pool.idle === 1 ? "is" : "are"} idle now. What is lent stays.`,
      yes: "Close them",
      action: "evict-idle",
      wish: () => ({pool: pool.name}),
      outcome: () => "What was idle is closed.",
    });
  }

  #offerResizing() {
    const pool = this.#pool();
    offer({
      title: "Resize the pool?",
      text: `${pool.name}, until the application ends. A maximum of 0 is no limit.`,
      yes: "Resize",
      fields: [{name: "min", label: "Minimum", value: pool.min}, {name: "max", label: "Maximum", value: pool.max}],
      action: "resize",
      wish: ({min, max}) => ({pool: pool.name, min, max}),
      outcome: () => "The pool has its new size.",
    });
  }

  #pool() {
    return this.#state.pools.find(({key}) => key === this.#chosen);
  }

  // --- Over time ---

  show(state, now) {
    this.#state = state;
    this.#now = now;
    const {pools} = state;
    if (this.#chosen === null) {
      this.#chosen = pools.reduce((best, pool) => best === null || pool.lent + pool.waiting > best.lent + best.waiting ? pool : best,
        null)?.key ?? null;
    }
    this.#draw();
  }

  /** Asks what the one has lent that is shown in detail. Does not fail: what goes wrong stands where the answer would. */
  async refresh() {
    const pool = this.#pool();
    if (pool !== undefined) {
      let leases;
      try {
        leases = await get(`api/leases?name=${encodeURIComponent(pool.name)}`, "The application tells of this pool no more.");
      } catch (problem) {
        // The figures are new all the same. What was lent is not shown any longer, for that is old.
        leases = {leases: [], more: 0, problem: problem.message};
      }
      if (pool.key === this.#pool()?.key) {
        this.#leases = leases;
        this.#drawLeases();
      }
    }
  }

  #draw() {
    const {pools, mayAct} = this.#state;
    setText(byId("pools-count"), pools.length === 0 ? "" : plural(pools.length, "pool"));
    byId("pools-empty").hidden = pools.length > 0;
    byId("pools-split").hidden = pools.length === 0;
    byId("pools-filter-label").hidden = pools.length < FILTERED_FROM && byId("pools-filter").value === "";
    const wanted = byId("pools-filter").value.trim().toLowerCase();
    this.list.show(pools.filter(({name}) => name.toLowerCase().includes(wanted)));
    const chosen = this.#pool();
    this.buttons.hidden = !mayAct || chosen === undefined;
    if (chosen !== undefined) {
      this.#drawDetail(chosen);
    } else if (this.#chosen !== null) {
      // Its name stays, so that it is seen what has gone.
      this.#leases = NOT_ASKED;
    }
    this.content.hidden = chosen === undefined;
    setText(this.gone, chosen !== undefined || this.#chosen === null ? ""
      : "This pool has gone: the application tells of it no more.");
  }

  #drawDetail(pool) {
    setName(this.name, pool.name || "(no name)");
    this.failure.hidden = pool.failure === undefined;
    setText(this.failure, pool.failure === undefined ? "" : `The last object could not be made: ${pool.failure}`);
    figures(this.figures, [
      {label: "Lent", value: number(pool.lent), unit: `of ${number(pool.live)}`},
      {label: "Size", value: number(pool.min), unit: `to ${limit(pool.max)}`},
      {label: "Waiting", value: number(pool.waiting), mood: pool.waiting > 0 ? "busy" : ""},
      {label: "Timed out", value: number(pool.timeouts), mood: pool.timeouts > 0 ? "warn" : ""},
      {label: "Borrowed", value: compact(pool.borrows)},
      {label: "Failures", value: number(pool.failures), mood: pool.failures > 0 ? "warn" : ""},
      {label: "Unhealthy", value: number(pool.unhealthy), mood: pool.unhealthy > 0 ? "warn" : ""},
      {label: "Longest wait", value: time(pool.longestWait)},
    ]);
    const samples = this.#history.of(pool.key);
    this.objects.draw(samples, this.#now);
    this.waits.draw(samples, this.#now);
    this.#drawLeases();
  }

  #drawLeases() {
    const {leases, more, problem} = this.#leases;
    this.leases.show(leases, problem);
    const notes = [];
    if (more > 0) {
      notes.push(`and ${number(more)} more.`);
    }
    if (leases.some(({lent}) => lent === undefined)) {
      notes.push("Since when and where is noted in pools with a maxLease or killLease.");
    }
    setText(this.more, notes.join(" "));
  }
}
