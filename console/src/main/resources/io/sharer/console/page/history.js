// What was seen over the last minutes. The server keeps none of it.

/** So long. */
export const KEPT_MILLIS = 5 * 60 * 1000;

/** The mean of the waits that ended since the sample before, 0 if none did; null if that is not known. */
function recentWait(before, {waits, totalWait}) {
  if (before === undefined || waits < before.waits) {
    return null; // nobody has looked before, or what is counted is another one
  }
  return waits === before.waits ? 0 : Math.max(0, totalWait - before.totalWait) / (waits - before.waits);
}

/**
 * Samples by the names of what they are of, the oldest first; each says when it was taken, as `at`, and is given the
 * `recentWait` of its totals `waits` and `totalWait`.
 */
export class History {
  #samples = new Map();

  add(name, sample) {
    const samples = this.#samples.get(name) ?? [];
    samples.push({...sample, recentWait: recentWait(samples.at(-1), sample)});
    while (samples[0].at < sample.at - KEPT_MILLIS) {
      samples.shift();
    }
    this.#samples.set(name, samples);
  }

  of(name) {
    return this.#samples.get(name) ?? [];
  }

  /** How much a counter has grown in a second, between the last two samples. */
  rate(name, counter) {
    const samples = this.of(name);
    if (samples.length < 2) {
      return 0;
    }
    const [before, last] = samples.slice(-2);
    return last.at > before.at ? Math.max(0, last[counter] - before[counter]) * 1000 / (last.at - before.at) : 0;
  }

  /** Forgets what is not among these any more. */
  keepOnly(names) {
    for (const name of this.#samples.keys()) {
      if (!names.has(name)) {
        this.#samples.delete(name);
      }
    }
  }
}
