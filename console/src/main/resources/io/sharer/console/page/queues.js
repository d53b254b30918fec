// The queues: all of them in a list, and one of them in detail.

import {offer} from "./actions.js";
import {byId, chooser, element, figures, set, setName, setText} from "./dom.js";
import {axisTime, brief, compact, number, plural, rate, time} from "./format.js";
import {drawSpark, Plot, roundTime, spark} from "./plot.js";
import {get} from "./poll.js";
import {LiveTable} from "./table.js";

/** With fewer nobody needs to look for one. */
const FILTERED_FROM = 9;

/** What is known of who waits before the server was asked. */
const NOT_ASKED = {waiting: [], more: 0, problem: "The server is being asked."};

export class Queues {
  #history;
  #state = {queues: []};
  #now = 0;
  #chosen = null;
  #waiting = NOT_ASKED;
  #stacks = null;

  constructor(history) {
    this.#history = history;
    this.list = this.#makeList();
    byId("queues-list").append(this.list.root);
    byId("queues-filter").addEventListener("input", () => this.#draw());
    this.#makeDetail();
  }

  // --- The list ---

  #makeList() {
    const list = new LiveTable({
      caption: "Queues with their figures; the name shows one in detail",
      key: queue => queue.key,
      none: "No queue has that in its name.",
      onSort: () => this.#draw(),
      columns: [
        {title: "Queue", kind: "name", order: queue => queue.name, fill: (cell, queue, isNew) => this.#fillName(cell, queue, isNew)},
        {title: "Waiting", kind: "number", first: -1, order: queue => queue.length, fill: (cell, queue) => {
          setText(cell, brief(queue.length));
          set(cell, "class", queue.length > 0 ? "number busy" : "number");
        }},
        {title: "Turns/s", kind: "number wide", first: -1, order: queue => this.#history.rate(queue.key, "turns"),
          text: queue => rate(this.#history.rate(queue.key, "turns"))},
        {title: "p99 wait", under: "since the start", kind: "number", first: -1, order: queue => queue.p99Wait,
          text: queue => time(queue.p99Wait)},
        {title: "Last minute", kind: "wide", fill: (cell, queue, isNew) => {
          if (isNew) {
            cell.append(spark());
          }
          drawSpark(cell.firstChild, this.#history.of(queue.key), "length", this.#now);
        }},
      ],
    });
    list.sortBy(list.columns[0], 1);
    return list;
  }

  #fillName(cell, queue, isNew) {
    if (isNew) {
      cell.append(chooser(queue.name, "queue", () => this.choose(queue.key)));
    }
    const chosen = queue.key === this.#chosen;
    set(cell.firstChild, "aria-current", chosen ? "true" : false);
    set(cell.parentElement, "class", chosen ? "chosen" : false);
  }

  choose(key) {
    this.#chosen = key;
    this.#waiting = NOT_ASKED;
    this.#closeStacks();
    this.#draw();
    this.refresh();
    if (matchMedia("(max-width: 900px)").matches) {
      byId("queue").scrollIntoView({block: "start"});
    }
  }

  // --- One queue ---

  #makeDetail() {
    this.length = new Plot({
      title: "Queue length",
      series: [{name: "waiting", key: "length", filled: true}],
      format: number, axis: compact, least: 4,
    });
    this.waits = new Plot({
      title: "Recent waits",
      series: [{name: "mean", key: "recentWait"}],
      format: time, axis: axisTime, round: roundTime, least: 1,
      note: "The mean of those who got their turn after waiting since the look before, 0 if nobody did.",
    });
    this.holders = new LiveTable({
      caption: "Who has the turn",
      key: (holder, index) => index,
      none: "Nobody has the turn.",
      columns: [
        {title: "Body", kind: "body", text: holder => holder.body},
        {title: "Thread", kind: "thread", text: holder => holder.thread ?? "none: its stage has the turn"},
        {title: "For at least", kind: "number", text: holder => holder.held > 0 ? time(holder.held) : "not timed"},
      ],
    });
    this.waiters = new LiveTable({
      caption: "Who waits, first come first",
      key: (waiter, index) => waiter.id === undefined ? `thread ${index}` : waiter.id,
      none: "Nobody waits.",
      columns: [
        {title: "Body", kind: "body", text: waiter => waiter.body},
        {title: "Thread", kind: "thread", text: waiter => waiter.thread ?? "none: queued"},
        {title: "Waited", kind: "number", text: waiter => time(waiter.waited)},
        {title: "Cancel", silent: true, kind: "act", fill: (cell, waiter) => this.#fillCancel(cell, waiter)},
      ],
    });
    this.name = element("h3", {id: "queue-name"});
    this.instances = element("p", {class: "hint"});
    this.figures = element("dl", {class: "figures"});
    this.more = element("p", {class: "soft note"});
    this.moreHolders = element("p", {class: "soft note"});
    this.gone = element("p", {class: "problem", role: "status"});
    this.stackButton = element("button", {type: "button", class: "quiet", "aria-expanded": "false", "aria-controls": "queue-stacks",
      text: "Show stack", on: {click: () => this.#toggleStacks()}});
    this.stackList = element("div", {id: "queue-stacks", class: "stacks", hidden: true});
    this.content = element("div", {},
      this.figures,
      element("div", {class: "charts"}, this.length.root, this.waits.root),
      element("div", {class: "sub-head"}, element("h4", {text: "Who has the turn"}), this.stackButton),
      element("div", {class: "scroll few", tabindex: 0, role: "region", "aria-label": "Who has the turn"}, this.holders.root),
      this.moreHolders,
      this.stackList,
      element("div", {class: "sub-head"}, element("h4", {text: "Who waits"})),
      element("div", {class: "scroll few", tabindex: 0, role: "region", "aria-label": "Who waits"}, this.waiters.root),
      this.more);
    byId("queue").append(
      element("div", {class: "detail-head"}, this.name, this.instances),
      this.gone,
      this.content);
  }

  #fillCancel(cell, waiter) {
    const offered = this.#state.mayAct && waiter.id !== undefined;
    if (offered !== cell.hasChildNodes()) {
      const queue = this.#queue().name;
      cell.replaceChildren(...(offered ? [element("button", {
        type: "button", class: "quiet small", text: "Cancel", "aria-label": `Cancel ${waiter.body}`,
        on: {click: () => this.#offerCancelling(queue, waiter)},
      })] : []));
    }
  }

  #offerCancelling(queue, waiter) {
    const at = this.waiters.indexOf(waiter.id);
    offer({
      title: "Cancel this body?",
      text: `${waiter.body} waits in ${queue}. It will never run, and its future fails.`,
      yes: "Cancel the body",
      action: "cancel",
      wish: () => ({queue, id: waiter.id}),
      outcome: ({done}) => done ? "The body was cancelled." : "It was too late: the body does not wait any more.",
      refocus: () => this.waiters.focusFrom(at),
    });
  }

  async #toggleStacks() {
    if (this.#stacks !== null) {
      this.#closeStacks();
      return;
    }
    const key = this.#chosen;
    const {name} = this.#queue();
    let shown;
    try {
      const {holding, more} = await get(`api/holding?name=${encodeURIComponent(name)}`);
      shown = holding.length === 0
        ? [element("p", {class: "soft note", text: "By now nobody has the turn."})]
        : holding.map(({body, thread, stack}) => element("figure", {},
          element("figcaption", {text: `${thread ?? "No thread"}, in ${body}, at ${new Date().toLocaleTimeString("en-GB")}`}),
          element("pre", {tabindex: 0, "aria-label": `Stack of ${thread ?? body}`,
            text: stack.length === 0 ? "There is no stack: the turn is on no thread, or over." : stack.join("\n")})));
      if (more > 0) {
        shown.push(element("p", {class: "soft note", text: `and ${number(more)} more`}));
      }
    } catch (problem) {
      shown = [element("p", {class: "problem", text: problem.message})];
    }
    if (key === this.#chosen) {
      this.#stacks = key;
      this.stackList.replaceChildren(...shown);
      this.stackList.hidden = false;
      set(this.stackButton, "aria-expanded", "true");
      setText(this.stackButton, "Hide stack");
    }
  }

  #closeStacks() {
    this.#stacks = null;
    this.stackList.hidden = true;
    this.stackList.replaceChildren();
    set(this.stackButton, "aria-expanded", "false");
    setText(this.stackButton, "Show stack");
  }

  // --- Over time ---

  show(state, now) {
    this.#state = state;
    this.#now = now;
    const {queues} = state;
    if (this.#chosen === null) {
      // The one where most is going on.
      this.#chosen = queues.reduce((best, queue) =>
        best === null || queue.length > best.length || (queue.length === best.length && queue.turns > best.turns) ? queue : best,
      null)?.key ?? null;
    }
    this.#draw();
  }

  /** Asks who waits in the one that is shown in detail. Does not fail: what goes wrong stands where the answer would. */
  async refresh() {
    const queue = this.#queue();
    if (queue !== undefined) {
      let waiting;
      try {
        waiting = await get(`api/waiting?name=${encodeURIComponent(queue.name)}`, "The application tells of this queue no more.");
      } catch (problem) {
        // The figures are new all the same. Who waited is not shown any longer, for that is old.
        waiting = {waiting: [], more: 0, problem: problem.message};
      }
      if (queue.key === this.#queue()?.key) {
        this.#waiting = waiting;
        this.#drawWaiting();
      }
    }
  }

  #draw() {
    const {queues} = this.#state;
    setText(byId("queues-count"), queues.length === 0 ? "" : plural(queues.length, "queue"));
    byId("queues-empty").hidden = queues.length > 0;
    byId("queues-split").hidden = queues.length === 0;
    byId("queues-filter-label").hidden = queues.length < FILTERED_FROM && byId("queues-filter").value === "";
    const wanted = byId("queues-filter").value.trim().toLowerCase();
    this.list.show(queues.filter(({name}) => name.toLowerCase().includes(wanted)));
    const chosen = this.#queue();
    if (chosen !== undefined) {
      this.#drawDetail(chosen);
    } else if (this.#chosen !== null) {
      // Its name stays, so that it is seen what has gone.
      this.#waiting = NOT_ASKED;
      this.#closeStacks();
    }
    this.content.hidden = chosen === undefined;
    setText(this.gone, chosen !== undefined || this.#chosen === null ? ""
      : "This queue has gone: the application tells of it no more.");
  }

  #queue() {
    return this.#state.queues.find(({key}) => key === this.#chosen);
  }

  #drawDetail(queue) {
    setName(this.name, queue.name || "(no name)");
    setText(this.instances, queue.queues === 1 ? "" : `${plural(queue.queues, "instance")} together`);
    figures(this.figures, [
      {label: "Waiting", value: brief(queue.length), mood: queue.length > 0 ? "busy" : ""},
      {label: "Running", value: number(queue.running)},
      {label: "Turns", value: compact(queue.turns)},
      {label: "Refused", value: number(queue.rejected), mood: queue.rejected > 0 ? "warn" : ""},
      {label: "Timed out", value: number(queue.timedOut), mood: queue.timedOut > 0 ? "warn" : ""},
      {label: "Cancelled", value: number(queue.cancelled)},
      {label: "Longest wait", value: time(queue.longestWait)},
      {label: "p99 run", value: time(queue.p99Run)},
    ]);
    const samples = this.#history.of(queue.key);
    this.length.draw(samples, this.#now);
    this.waits.draw(samples, this.#now);
    this.holders.show(queue.holders);
    setText(this.moreHolders, queue.more > 0 ? `and ${number(queue.more)} more` : "");
    // Not while it has the focus, which would be lost.
    this.stackButton.hidden = queue.holders.length === 0 && this.#stacks === null
      && document.activeElement !== this.stackButton;
    this.#drawWaiting();
  }

  #drawWaiting() {
    const {waiting, more, problem} = this.#waiting;
    this.waiters.show(waiting, problem);
    setText(this.more, more > 0 ? `and ${number(more)} more` : "");
  }
}
