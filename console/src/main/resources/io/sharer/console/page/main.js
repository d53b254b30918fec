// The page: asks the server, remembers, and has each part shown.

import {listen} from "./actions.js";
import {showDeadlocks} from "./deadlocks.js";
import {byId, set, setText} from "./dom.js";
import {time} from "./format.js";
import {History} from "./history.js";
import {showLoops} from "./loops.js";
import {showOverview} from "./overview.js";
import {get, Poller} from "./poll.js";
import {Pools} from "./pools.js";
import {Queues} from "./queues.js";
import {showScopes} from "./scopes.js";

const ofQueues = new History();
const ofPools = new History();
const queues = new Queues(ofQueues);
const pools = new Pools(ofPools);

/** Gives each a key: two may have one name, as a queue and a bean's class, and are told apart by which is told first. */
function identify(things) {
  const seen = new Map();
  return things.map(thing => {
    const nth = (seen.get(thing.name) ?? 0) + 1;
    seen.set(thing.name, nth);
    return {...thing, key: `${nth} ${thing.name}`};
  });
}

function remember(history, things, sample) {
  things.forEach(thing => history.add(thing.key, sample(thing)));
  history.keepOnly(new Set(things.map(({key}) => key)));
}

async function look() {
  const state = await get("api/state");
  const at = Date.now();
  state.queues = identify(state.queues);
  state.pools = identify(state.pools);
  remember(ofQueues, state.queues, ({length, waits, totalWait, turns}) => ({at, length, waits, totalWait, turns}));
  remember(ofPools, state.pools, ({lent, idle, waiting, waits, totalWait}) => ({at, lent, idle, waiting, waits, totalWait}));
  setText(byId("application"), state.application);
  document.title = `${state.application} · Sharer console`;
  showOverview(state, ofQueues);
  showDeadlocks(state);
  queues.show(state, at);
  pools.show(state, at);
  showLoops(state);
  showScopes(state);
  await Promise.all([queues.refresh(), pools.refresh()]);
}

/** The problem of the last look, and in how many milliseconds the server is asked again; null if there was none. */
let lost = null;

/** Whether nothing is known yet of how a look goes that was just asked for. */
let asking = true;

function sentenceOfNext() {
  if (poller.paused) {
    return "It is not asked again until you go on.";
  }
  return asking ? "It is asked again now." : `It is asked again after ${time(lost.pause)}.`;
}

function showConnection() {
  document.body.classList.toggle("stale", lost !== null);
  setText(byId("lost"), lost === null ? "" : `${lost.problem.message} What you see is old. ${sentenceOfNext()}`);
  const [state, text] = poller.paused ? ["paused", "Paused"]
    : lost !== null ? ["off", "Not connected"]
    : asking ? ["asking", "Connecting"] : ["on", "Live"];
  set(byId("dot"), "class", `dot ${state}`);
  setText(byId("connection"), text);
}

const poller = new Poller(look, {
  onAnswer() {
    lost = null;
    asking = false;
    showConnection();
  },
  onFailure(problem, pause) {
    lost = {problem, pause};
    asking = false;
    showConnection();
  },
});

byId("pause").addEventListener("click", () => {
  poller.paused = !poller.paused;
  asking = !poller.paused;
  setText(byId("pause"), poller.paused ? "Go on" : "Pause");
  showConnection();
});
listen(() => poller.now());
poller.start();
