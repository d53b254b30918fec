// Does something on the server, after the person has said so again.

import {byId, element, set, setText} from "./dom.js";

/** It may take longer than a look: hooks close objects meanwhile. */
const DONE_MILLIS = 30_000;

const TOLD_MILLIS = 6000;

/** Has the server do something. What it refuses is thrown, in its own words. */
async function post(action, wish) {
  const noAnswer = () => new Error("The server does not answer. It may or may not have done it.");
  let response;
  try {
    response = await fetch(`api/${action}`, {
      method: "POST",
      headers: {"Content-Type": "application/json", "X-Sharer-Console": "1"},
      body: JSON.stringify(wish),
      signal: AbortSignal.timeout(DONE_MILLIS),
    });
  } catch {
    throw noAnswer();
  }
  const answer = await response.json().catch(problem => {
    if (problem instanceof SyntaxError) {
      return {};
    }
    throw noAnswer();
  });
  if (!response.ok) {
    throw new Error(answer.error ?? `The server answers with an error (${response.status}).`);
  }
  if (typeof answer.done !== "boolean") {
    throw new Error("The server answers with something else, such as a page to log in. Nothing was done.");
  }
  return answer;
}

/** The question that is open; an answer may be that of an earlier one. */
let current = null;

/** What is to be told when no question is open: what is behind one is neither read nor announced. */
let untold = [];

function tell(text) {
  untold.push(text);
  tellAll();
}

function tellAll() {
  if (untold.length > 0 && !byId("ask").open) {
    setText(byId("told"), untold.join(" "));
    untold = [];
    clearTimeout(tellAll.timer);
    tellAll.timer = setTimeout(() => setText(byId("told"), ""), TOLD_MILLIS);
  }
}

/**
 * Asks the person, does it, and tells what came of it.
 *
 * @param fields numbers to ask for, each with `name`, `label` and `value`
 * @param wish makes the request of the numbers
 * @param outcome makes a sentence of the answer
 * @param refocus called after the question if what had the focus before it is not there any more
 */
export function offer({title, text, yes, fields = [], action, wish, outcome, refocus = () => {}}) {
  current = {title, action, wish, outcome, fields, refocus, atWork: false};
  setText(byId("ask-title"), title);
  setText(byId("ask-text"), text);
  setText(byId("ask-yes"), yes);
  setText(byId("ask-problem"), "");
  showWork(false);
  byId("ask-fields").replaceChildren(...fields.map(({name, label, value}) => element("label", {class: "field"},
    element("span", {text: label}),
    element("input", {id: `ask-${name}`, type: "number", min: 0, step: 1, inputmode: "numeric", required: true, value}))));
  byId("ask").showModal();
}

/** Not `disabled`: that would take the focus out of the question. */
function showWork(atWork) {
  set(byId("ask-yes"), "aria-disabled", atWork ? "true" : false);
}

/** Has it done. The person may have left the question meanwhile, or be at another one: then that one is left alone. */
async function perform(question, numbers, whenDone) {
  const isOpen = () => question === current && byId("ask").open;
  question.atWork = true;
  showWork(true);
  try {
    const outcome = question.outcome(await post(question.action, question.wish(numbers)));
    question.atWork = false;
    if (isOpen()) {
      byId("ask").close();
      tell(outcome);
    } else {
      tell(`${question.title} ${outcome}`);
    }
    whenDone();
  } catch (problem) {
    question.atWork = false;
    if (isOpen()) {
      setText(byId("ask-problem"), problem.message);
      showWork(false);
    } else {
      tell(`${question.title} ${problem.message}`);
    }
  }
}

function left() {
  if (byId("ask").open) {
    return; // it is the next one by now
  }
  if (current.atWork) {
    tell(`${current.title} It is under way, and what comes of it is told here.`);
  }
  tellAll();
  if (document.activeElement === null || document.activeElement === document.body) {
    current.refocus();
  }
}

export function listen(whenDone) {
  byId("ask").addEventListener("close", left);
  byId("ask-no").addEventListener("click", () => byId("ask").close());
  byId("ask-form").addEventListener("submit", event => {
    event.preventDefault();
    if (!current.atWork) {
      const numbers = Object.fromEntries(current.fields.map(({name}) => [name, byId(`ask-${name}`).valueAsNumber]));
      perform(current, numbers, whenDone);
    }
  });
}
