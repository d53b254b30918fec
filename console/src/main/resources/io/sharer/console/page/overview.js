// All of it in six figures.

import {byId, figures} from "./dom.js";
import {brief, number, rate} from "./format.js";

const sum = (items, of) => items.reduce((total, item) => total + of(item), 0);

export function showOverview({queues, pools, scopes, deadlocksFound}, history) {
  const waiting = sum(queues, queue => queue.length);
  const borrowers = sum(pools, pool => pool.waiting);
  figures(byId("overview"), [
    {label: "Waiting for turns", value: brief(waiting), mood: waiting > 0 ? "busy" : ""},
    {label: "Turns a second", value: rate(sum(queues, queue => history.rate(queue.key, "turns")))},
    {label: "Lent by pools", value: number(sum(pools, pool => pool.lent)), unit: `of ${number(sum(pools, pool => pool.live))}`},
    {label: "Waiting to borrow", value: brief(borrowers), mood: borrowers > 0 ? "busy" : ""},
    {label: "Open scopes", value: number(scopes.open)},
    {label: "Deadlocks found", value: number(deadlocksFound), mood: deadlocksFound > 0 ? "alarm" : ""},
  ]);
}
