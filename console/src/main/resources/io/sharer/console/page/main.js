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
  remember(ofQueues, state.queues, ({length, meanWait, p99Wait, turns}) => ({at, length, meanWait, p99Wait, turns}));
  remember(ofPools, state.pools, ({lent, idle, waiting, meanWait}) => ({at, lent, idle, waiting, meanWait}));
  setText(byId("application"), state.application);
  document.title = `${state.application} · Sharer console`;
  showOverview(state, ofQueues);
  showDeadlocks(state);
  queues.show(state, at);
  pools.show(state, at);
  showLoops(state);
  showScopes(state);
  // What has gone between the two questions is none of the answer's fault.
  await Promise.allSettled([queues.refresh(), pools.refresh()]);
}

function tell(state, text) {
  set(byId("dot"), "class", `dot ${state}`);
  setText(byId("connection"), text);
}

const poller = new Poller(look, {
  onAnswer() {
    byId("lost").hidden = true;
    document.body.classList.remove("stale");
    if (!poller.paused) {
      tell("on", "Live");
    }
  },
  onFailure(problem, pause) {
    tell("off", "Not connected");
    setText(byId("lost"), `${problem.message} What you see is old. It is asked again after ${time(pause)}.`);
    byId("lost").hidden = false;
    document.body.classList.add("stale");
  },
});

byId("pause").addEventListener("click", () => {
  poller.paused = !poller.paused;
  setText(byId("pause"), poller.paused ? "Go on" : "Pause");
  if (poller.paused) {
    tell("", "Paused");
  }
});
listen(() => poller.now());
poller.start();
