// Asks the server again and again: each second, not while nobody looks, and less often while it does not answer.

const EVERY_MILLIS = 1000;
const LONGEST_PAUSE_MILLIS = 30_000;
const ANSWER_MILLIS = 10_000;

/**
 * What the server answers to a GET, or an error that says why it is of no use.
 *
 * @param missing what it says of what is not there
 */
export async function get(path, missing = "The server does not show this to you any more.") {
  let response;
  try {
    response = await fetch(path, {signal: AbortSignal.timeout(ANSWER_MILLIS), headers: {Accept: "application/json"}});
  } catch {
    throw new Error("The server does not answer.");
  }
  if (!response.ok) {
    throw new Error(response.status === 404
      ? missing
      : `The server answers with an error (${response.status}).`);
  }
  try {
    return await response.json();
  } catch {
    throw new Error("The server answers with something else than the console's figures.");
  }
}

export class Poller {
  #timer = null;
  #failures = 0;
  #running = false;
  #paused = false;

  /**
   * @param ask what is done each time; it fails if the server is of no use
   * @param onAnswer told after each time that went well
   * @param onFailure told of the problem, and in how many milliseconds it is tried again
   */
  constructor(ask, {onAnswer, onFailure}) {
    this.ask = ask;
    this.onAnswer = onAnswer;
    this.onFailure = onFailure;
    document.addEventListener("visibilitychange", () => this.#plan(0));
  }

  start() {
    this.#plan(0);
  }

  get paused() {
    return this.#paused;
  }

  set paused(paused) {
    this.#paused = paused;
    this.#plan(0);
  }

  /** Asks now, and then as ever. */
  now() {
    this.#plan(0);
  }

  #plan(millis) {
    clearTimeout(this.#timer);
    if (!document.hidden && !this.#paused) {
      this.#timer = setTimeout(() => this.#once(), millis);
    }
  }

  async #once() {
    if (this.#running) {
      return; // it plans the next one itself
    }
    this.#running = true;
    let pause = EVERY_MILLIS;
    try {
      await this.ask();
      this.#failures = 0;
      this.onAnswer();
    } catch (problem) {
      this.#failures++;
      pause = Math.min(LONGEST_PAUSE_MILLIS, EVERY_MILLIS * 2 ** Math.min(this.#failures, 10));
      this.onFailure(problem, pause);
    } finally {
      this.#running = false;
      this.#plan(pause);
    }
  }
}
