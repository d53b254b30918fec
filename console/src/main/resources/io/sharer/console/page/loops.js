// The event loops.

import {byId, setText} from "./dom.js";
import {number, plural, time} from "./format.js";
import {LiveTable} from "./table.js";

const table = new LiveTable({
  caption: "Event loops with their figures",
  key: loop => loop.name,
  columns: [
    {title: "Loop", kind: "name", text: loop => loop.name},
    {title: "State", text: loop => loop.state.toLowerCase()},
    {title: "Waiting", kind: "number", text: loop => number(loop.length)},
    {title: "p99 wait", under: "since the start", kind: "number", text: loop => time(loop.p99Wait)},
    {title: "Pending", kind: "number", text: loop => number(loop.pending)},
    {title: "Tasks", kind: "number", text: loop => number(loop.tasks)},
    {title: "Workers", kind: "number", text: loop => `${number(loop.busyWorkers)} of ${number(loop.workers)}`},
    {title: "Failures", kind: "number", text: loop => number(loop.failures)},
    {title: "Blocked", kind: "number", text: loop => number(loop.blocked)},
  ],
});

export function showLoops({loops}) {
  const list = byId("loops-list");
  if (!list.hasChildNodes()) {
    list.append(table.root);
  }
  setText(byId("loops-count"), loops.length === 0 ? "" : plural(loops.length, "loop"));
  byId("loops-empty").hidden = loops.length > 0;
  list.hidden = loops.length === 0;
  table.show(loops);
}
