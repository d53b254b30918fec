// Does something on the server, after the person has said so again.

import {byId, element, setText} from "./dom.js";

/** Has the server do something. What it refuses is thrown, in its own words. */
async function post(action, wish) {
  let response;
  try {
    response = await fetch(`api/${action}`, {
      method: "POST",
      headers: {"Content-Type": "application/json", "X-Sharer-Console": "1"},
      body: JSON.stringify(wish),
    });
  } catch {
    throw new Error("The server does not answer. It may or may not have done it.");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Error(answer.error ?? `The server answers with an error (${response.status}).`);
  }
  if (typeof answer.done !== "boolean") {
    throw new Error("The server answers with something else, such as a page to log in. Nothing was done.");
  }
  return answer;
}

let current = null;

function tell(text) {
  const told = byId("told");
  setText(told, text);
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => setText(told, ""), 6000);
}

/**
 * Asks the person, does it, and tells what came of it.
 *
 * @param fields numbers to ask for, each with `name`, `label` and `value`
 * @param wish makes the request of the numbers
 * @param outcome makes a sentence of the answer
 */
export function offer({title, text, yes, fields = [], action, wish, outcome}) {
  current = {action, wish, outcome, fields};
  setText(byId("ask-title"), title);
  setText(byId("ask-text"), text);
  setText(byId("ask-yes"), yes);
  setText(byId("ask-problem"), "");
  byId("ask-fields").replaceChildren(...fields.map(({name, label, value}) => element("label", {class: "field"},
    element("span", {text: label}),
    element("input", {id: `ask-${name}`, type: "number", min: 0, step: 1, inputmode: "numeric", required: true, value}))));
  byId("ask").showModal();
}

export function listen(whenDone) {
  byId("ask-no").addEventListener("click", () => byId("ask").close());
  byId("ask-form").addEventListener("submit", async event => {
    event.preventDefault();
    const {action, wish, outcome, fields} = current;
    const numbers = Object.fromEntries(fields.map(({name}) => [name, byId(`ask-${name}`).valueAsNumber]));
    byId("ask-yes").disabled = true;
    try {
      const answer = await post(action, wish(numbers));
      byId("ask").close();
      tell(outcome(answer));
      whenDone();
    } catch (problem) {
      setText(byId("ask-problem"), problem.message);
    } finally {
      byId("ask-yes").disabled = false;
    }
  });
}
