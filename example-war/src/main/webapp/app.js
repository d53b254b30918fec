// The page. Whatever comes from the server or from a person goes into the document as text, never as markup.

const element = id => document.getElementById(id);
const numbers = new Intl.NumberFormat("en");

/** Calls the API. What is no success is thrown, with the server's own words. */
async function api(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error("The server cannot be reached.");
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Error(body.error ?? `The server answered ${response.status}.`);
  }
  return body;
}

function sendJson(path, value) {
  return api(path, {
    method: "POST",
    headers: {"Content-Type": "application/json"},
    body: JSON.stringify(value),
  });
}

function tell(id, text, kind = "") {
  const message = element(id);
  message.className = `message ${kind}`;
  message.textContent = text;
}

function plural(count, one, many) {
  return `${numbers.format(count)} ${count === 1 ? one : many}`;
}

// --- Search ---

const PAGE = 14;
let pattern = "%";
let offset = 0;
let latestSearch = 0;
let searchedAt = 0;

/** Shows a part of the users. An answer that a later search has overtaken is left. */
async function search() {
  const mine = ++latestSearch;
  searchedAt = performance.now();
  try {
    const query = new URLSearchParams({name: pattern, offset, limit: PAGE});
    const page = await api(`api/users?${query}`);
    if (mine === latestSearch) {
      show(page);
    }
  } catch (problem) {
    if (mine === latestSearch) {
      element("search-total").textContent = problem.message;
    }
  }
}

function show({total, users}) {
  element("users").replaceChildren(...users.map(row));
  element("no-users").hidden = users.length > 0;
  element("search-total").textContent = plural(total, "user", "users");
  element("page-range").textContent =
    users.length === 0 ? "" : `${numbers.format(offset + 1)} to ${numbers.format(offset + users.length)}`;
  element("page-previous").disabled = offset === 0;
  element("page-next").disabled = offset + users.length >= total;
}

function row({id, name, age, gender}) {
  const cells = [[id, "number"], [name, ""], [age, "number"], [gender, ""]].map(([value, kind]) => {
    const cell = document.createElement("td");
    cell.className = kind;
    cell.textContent = value;
    return cell;
  });
  const result = document.createElement("tr");
  result.append(...cells);
  return result;
}

function turnPage(by) {
  offset = Math.max(0, offset + by);
  search();
}

element("search-form").addEventListener("submit", event => {
  event.preventDefault();
  pattern = element("search-pattern").value || "%";
  offset = 0;
  search();
});
element("page-previous").addEventListener("click", () => turnPage(-PAGE));
element("page-next").addEventListener("click", () => turnPage(PAGE));

// --- Add ---

element("add-form").addEventListener("submit", async event => {
  event.preventDefault();
  const form = event.target;
  const age = element("add-age").value;
  try {
    const user = await sendJson("api/users", {
      name: element("add-name").value.trim(),
      age: age === "" ? null : Number(age),
      gender: element("add-gender").value.trim(),
    });
    form.reset();
    element("add-name").focus();
    tell("add-message", `Added ${user.name} as number ${user.id}.`, "good");
    search();
  } catch (problem) {
    tell("add-message", problem.message, "bad");
  }
});

// --- Import ---

const IMPORT_SEARCH_MILLIS = 500;
let watched = null;

element("import-form").addEventListener("submit", async event => {
  event.preventDefault();
  const file = element("import-file").files[0];
  if (!file) {
    tell("import-state", "Choose a file first.", "bad");
    return;
  }
  element("import-submit").disabled = true;
  try {
    const job = await api("api/users/import", {
      method: "POST",
      headers: {"Content-Type": "text/csv"},
      body: file,
    });
    showImport(job);
    watch(job.id);
  } catch (problem) {
    tell("import-state", problem.message, "bad");
    element("import-submit").disabled = false;
  }
});

function watch(id) {
  watched?.close();
  watched = new EventSource(`api/users/import/${encodeURIComponent(id)}`);
  watched.addEventListener("message", event => {
    const job = JSON.parse(event.data);
    showImport(job);
    if (job.state === "done" || job.state === "failed") {
      endImport();
    } else if (performance.now() - searchedAt > IMPORT_SEARCH_MILLIS) {
      search(); // who reads waits for no writer
    }
  });
  watched.addEventListener("error", () => {
    // Else the browser connects again, and is told how far the import is by then.
    if (watched.readyState === EventSource.CLOSED) {
      tell("import-state", "The server tells no more of this import.", "bad");
      endImport();
    }
  });
}

function endImport() {
  watched.close();
  element("import-submit").disabled = false;
  search();
}

function showImport({state, done, total, failed, failedTotal, error}) {
  const bar = element("import-progress");
  bar.hidden = false;
  bar.max = Math.max(total, 1);
  bar.value = total === 0 && state === "done" ? 1 : done;
  const bad = failedTotal === 0 ? "" : `, ${numbers.format(failedTotal)} not imported`;
  const progress = `${numbers.format(done)} of ${plural(total, "row", "rows")}${bad}`;
  const words = {
    queued: "queued: waiting for its turn.",
    running: `running: ${progress}.`,
    done: `done: ${progress}.`,
    failed: `failed: ${error} ${progress}.`,
  };
  tell("import-state", words[state], {done: "good", failed: "bad"}[state]);
  const list = element("import-failed");
  list.hidden = failed.length === 0;
  if (list.childElementCount !== failed.length) {
    list.replaceChildren(...failed.map(item => {
      const entry = document.createElement("li");
      entry.textContent = `Line ${item.line}: ${item.error}`;
      return entry;
    }));
  }
}

// --- The queue and the pool ---

const SECONDS = 30;
const IDLE_MILLIS = 500;
const BUSY_MILLIS = 100;
const samples = [];
let nextLook;

/** Asks for the figures, more often while somebody waits; not at all while nobody looks. */
async function watchFigures() {
  let length = 0;
  if (!document.hidden) {
    try {
      const [[queue], [pool]] = await Promise.all([api("api/queues"), api("api/pools")]);
      length = queue.length + pool.waiting;
      showQueue(queue);
      showPool(pool);
    } catch {
      element("queue-name").textContent = "The server cannot be reached.";
      element("pool-name").textContent = "";
    }
  }
  // Whoever looks at once leaves the look that was due to this one: there is one to come at any time.
  clearTimeout(nextLook);
  nextLook = setTimeout(watchFigures, length > 0 || bursting ? BUSY_MILLIS : IDLE_MILLIS);
}

function showQueue(queue) {
  element("queue-name").textContent = queue.name;
  element("queue-length").textContent = numbers.format(queue.length);
  element("queue-turns").textContent = numbers.format(queue.turns);
  element("queue-rejected").textContent = numbers.format(queue.rejected);
  element("queue-wait").textContent = numbers.format(queue.longestWaitMillis);
  const now = performance.now();
  samples.push({at: now, length: queue.length});
  while (samples[0].at < now - SECONDS * 1000) {
    samples.shift();
  }
  draw(now);
}

function showPool(pool) {
  element("pool-name").textContent = pool.name;
  element("pool-max").textContent = numbers.format(pool.maxSize);
  for (const figure of ["waiting", "lent", "idle", "live", "borrows", "timeouts"]) {
    element(`pool-${figure}`).textContent = numbers.format(pool[figure]);
  }
}

function draw(now) {
  const peak = Math.max(...samples.map(sample => sample.length));
  const x = at => 600 * (1 - (now - at) / (SECONDS * 1000));
  const y = length => 78 - 74 * length / Math.max(peak, 1);
  const points = samples.map(sample => `${x(sample.at).toFixed(1)},${y(sample.length).toFixed(1)}`);
  element("queue-line").setAttribute("d", `M${points.join("L")}`);
  element("queue-area").setAttribute("d", `M${x(samples[0].at).toFixed(1)},80L${points.join("L")}L600,80Z`);
  element("queue-peak").textContent = numbers.format(peak);
}

const BURST = 1500;
let bursting = false;

element("burst").addEventListener("click", async () => {
  element("burst").disabled = true;
  bursting = true;
  tell("burst-message", `${numbers.format(BURST)} adds at once…`);
  try {
    const answer = sendJson("api/burst", {adds: BURST});
    watchFigures();
    const {added, rejected} = await answer;
    tell("burst-message", `${numbers.format(added)} had their turn, ${numbers.format(rejected)} were refused.`, "good");
    search();
  } catch (problem) {
    tell("burst-message", problem.message, "bad");
  } finally {
    bursting = false;
    element("burst").disabled = false;
  }
});

search();
watchFigures();
