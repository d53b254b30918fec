// The resource scopes.

import {byId, element, figures} from "./dom.js";
import {number} from "./format.js";

export function showScopes({scopes}) {
  figures(byId("scopes"), [
    {label: "Open", value: number(scopes.open)},
    {label: "Held in them", value: number(scopes.held)},
    {label: "Opened so far", value: number(scopes.opened)},
    {label: "Left behind", value: number(scopes.leftBehind), mood: scopes.leftBehind > 0 ? "warn" : ""},
    {label: "Failed to acquire", value: number(scopes.acquireFailures), mood: scopes.acquireFailures > 0 ? "warn" : ""},
    {label: "Failed to release", value: number(scopes.releaseFailures), mood: scopes.releaseFailures > 0 ? "warn" : ""},
  ]);
  const list = byId("scopes-open");
  const shown = JSON.stringify(scopes.names);
  if (list.dataset.shown !== shown) {
    list.dataset.shown = shown;
    list.replaceChildren(...scopes.names.map(name => element("li", {text: name})));
  }
  list.parentElement.hidden = scopes.names.length === 0;
  byId("scopes-none").hidden = scopes.names.length > 0;
}
