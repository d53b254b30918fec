// The deadlocks that were found, the last ones first.

import {byId, element, setText} from "./dom.js";
import {plural, time} from "./format.js";

export function showDeadlocks({deadlocks, deadlocksFound}) {
  byId("deadlocks").hidden = deadlocksFound === 0;
  const count = deadlocksFound === 0 ? ""
    : `${plural(deadlocksFound, "deadlock was found; it", "deadlocks were found; each")} failed one call`;
  setText(byId("deadlocks-count"), count);
  // What only appears with its text is announced by few. Only a new deadlock changes this, so only a new one is.
  setText(byId("deadlocks-told"), count);
  const list = byId("deadlocks-list");
  // Another application may have found as many.
  const known = JSON.stringify([deadlocksFound, ...deadlocks.map(({name, circle}) => [name, circle])]);
  if (list.dataset.known !== known) {
    list.dataset.known = known;
    list.replaceChildren(...deadlocks.map((deadlock, index) => element("li", {},
      element("details", {open: index === 0},
        element("summary", {}, element("strong", {text: deadlock.name || "(no name)"}), " ", element("span", {class: "soft age"})),
        element("p", {class: "circle", text: deadlock.circle})))));
  }
  deadlocks.forEach((deadlock, index) => {
    const age = list.children[index]?.querySelector(".age");
    if (age) {
      setText(age, `${time(deadlock.age)} ago`);
    }
  });
}
