// Numbers and times, as people read them.

const whole = new Intl.NumberFormat("en");
const one = new Intl.NumberFormat("en", {maximumFractionDigits: 1});
const short = new Intl.NumberFormat("en", {notation: "compact", maximumFractionDigits: 1});

export const number = value => whole.format(value);

/** With one digit after the point where it is small. */
export const rate = value => value < 100 ? one.format(value) : short.format(Math.round(value));

/** For axes. */
export const compact = value => short.format(value);

/** For where there is little room. */
export const brief = value => value < 100_000 ? whole.format(value) : short.format(value);

export function plural(count, singular, many = singular + "s") {
  return `${number(count)} ${count === 1 ? singular : many}`;
}

/** A number of milliseconds. */
export function time(millis) {
  if (millis < 0.05) {
    return "0 ms";
  }
  if (millis < 10) {
    return `${one.format(millis)} ms`;
  }
  if (millis < 1000) {
    return `${Math.round(millis)} ms`;
  }
  const seconds = millis / 1000;
  if (seconds < 60) {
    return `${one.format(seconds)} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min ${Math.floor(seconds % 60)} s`;
  }
  return `${whole.format(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}

const UNITS = [[60_000, "min"], [3_600_000, "h"]];

/** The same for axes: one number and its unit. */
export function axisTime(millis) {
  const unit = UNITS.filter(([least]) => millis >= least).at(-1);
  return unit === undefined ? time(millis) : `${one.format(millis / unit[0])} ${unit[1]}`;
}
