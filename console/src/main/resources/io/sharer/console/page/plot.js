// Lines over time, as SVG; and the same in words, for those who do not see them.

import {element, set, setText, svg} from "./dom.js";
import {KEPT_MILLIS} from "./history.js";

const HEIGHT = 132;
const LEFT = 46;
const RIGHT = 8;
const TOP = 8;
const BOTTOM = 20;

/** Longer without a sample, as while the page was hidden, is a gap and no line. */
const GAP_MILLIS = 5000;

/** The least number that is no smaller and that people like to read: 1, 2 or 5 with noughts. */
export function roundNumber(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map(step => step * power).find(step => step >= value);
}

const MINUTE = 60_000;

/** The same for milliseconds, of which 60,000 are a minute. */
export function roundTime(millis) {
  const hours = millis / MINUTE / 60;
  return hours > 1 ? roundNumber(hours) * MINUTE * 60
    : [0.5, 1, 2, 5, 10, 20, 30, 60].map(minutes => minutes * MINUTE).find(round => millis > 20_000 && round >= millis)
      ?? roundNumber(millis);
}

/** The path of one line, and of what is beneath it. */
function paths(samples, key, x, y, ground) {
  let line = "";
  let area = "";
  let begun = null;
  let before = null;
  const close = () => {
    if (begun !== null) {
      area += `L${x(before.at)},${ground}L${begun},${ground}Z`;
    }
  };
  for (const sample of samples) {
    const point = `${x(sample.at)},${y(sample[key])}`;
    if (before === null || sample.at - before.at > GAP_MILLIS) {
      close();
      begun = x(sample.at);
      line += `M${point}`;
      area += `M${begun},${ground}L${point}`;
    } else {
      line += `L${point}`;
      area += `L${point}`;
    }
    before = sample;
  }
  close();
  return {line, area};
}

/** The first sample has nothing that is known from look to look only. */
const known = (samples, key) => samples.filter(sample => sample[key] !== null);

const rounded = value => Math.round(value * 10) / 10;

export class Plot {
  /**
   * @param title what is plotted
   * @param series each with `name`, the `key` of the samples and whether it is `filled`
   * @param format makes a text of a value
   * @param round finds where the axis ends
   * @param least of what the axis shows at least
   * @param note what is to be said of it
   */
  constructor({title, series, format, axis = format, round = roundNumber, least = 1, note = ""}) {
    this.series = series.map((each, index) => ({
      ...each,
      line: svg("path", {class: `line line-${index}`}),
      area: svg("path", {class: `area area-${index}`}),
      shown: element("b"),
    }));
    this.title = title;
    this.format = format;
    this.axis = axis;
    this.round = round;
    this.least = least;
    this.samples = [];
    this.grid = [0, 0.5, 1].map(part => ({
      part,
      line: svg("line", {class: part === 0 ? "ground" : "grid"}),
      label: svg("text", {class: "tick", "text-anchor": "end"}),
    }));
    this.begin = svg("text", {class: "tick", "text-anchor": "start"});
    this.end = svg("text", {class: "tick", "text-anchor": "end"});
    this.drawing = svg("svg", {class: "plot", role: "img", height: HEIGHT, focusable: "false"},
      ...this.grid.flatMap(({line, label}) => [line, label]),
      this.begin, this.end,
      ...this.series.flatMap(each => each.filled ? [each.area] : []),
      ...this.series.map(({line}) => line));
    this.root = element("figure", {class: "chart"},
      element("figcaption", {},
        element("span", {class: "chart-title", text: title}),
        ...this.series.map((each, index) => element("span", {class: "key"},
          element("span", {class: `swatch swatch-${index}`, "aria-hidden": "true"}),
          element("span", {text: each.name + " "}), each.shown))),
      this.drawing,
      ...(note === "" ? [] : [element("p", {class: "soft note", text: note})]));
    new ResizeObserver(() => this.draw(this.samples, this.now)).observe(this.drawing);
  }

  /** Draws the samples of the last minutes. */
  draw(samples, now = Date.now()) {
    this.samples = samples;
    this.now = now;
    const width = Math.max(160, this.drawing.clientWidth);
    const ground = HEIGHT - BOTTOM;
    const first = samples[0]?.at ?? now;
    // The first minute fills the plot, the next ones make it longer.
    const span = Math.min(KEPT_MILLIS, Math.max(60_000, now - first));
    const most = Math.max(0, ...this.series.flatMap(({key}) => known(samples, key).map(sample => sample[key])));
    const top = most <= this.least ? this.least : this.round(most);
    const x = at => rounded(LEFT + (width - LEFT - RIGHT) * Math.max(0, 1 - (now - at) / span));
    const y = value => rounded(ground - (ground - TOP) * value / top);

    set(this.drawing, "viewBox", `0 0 ${width} ${HEIGHT}`);
    for (const {part, line, label} of this.grid) {
      const at = y(top * part);
      for (const [name, value] of Object.entries({x1: LEFT, x2: width - RIGHT, y1: at, y2: at})) {
        set(line, name, value);
      }
      set(label, "x", LEFT - 6);
      set(label, "y", at + 4);
      setText(label, this.axis(top * part));
    }
    set(this.begin, "x", LEFT);
    set(this.end, "x", width - RIGHT);
    for (const label of [this.begin, this.end]) {
      set(label, "y", HEIGHT - 4);
    }
    setText(this.begin, span < 90_000 ? "1 min ago" : `${Math.round(span / 60_000)} min ago`);
    setText(this.end, "now");
    for (const {key, line, area, shown} of this.series) {
      const drawn = paths(known(samples, key), key, x, y, ground);
      set(line, "d", drawn.line);
      set(area, "d", drawn.area);
      setText(shown, known(samples.slice(-1), key).map(sample => this.format(sample[key])).join(""));
    }
    set(this.drawing, "aria-label", this.inWords(samples, span));
  }

  inWords(samples, span) {
    if (samples.length === 0) {
      return `${this.title}: nothing was seen yet`;
    }
    const minutes = Math.max(1, Math.round(span / 60_000));
    const parts = this.series.map(({name, key}) => {
      const values = known(samples, key).map(sample => sample[key]);
      return values.length === 0 ? `${name} not known yet`
        : `${name} now ${this.format(values.at(-1))}, least ${this.format(Math.min(...values))},`
        + ` most ${this.format(Math.max(...values))}`;
    });
    return `${this.title}, in the last ${minutes === 1 ? "minute" : minutes + " minutes"}: ${parts.join("; ")}`;
  }
}

/** A small line without axes, beside a number that says the same. */
export function spark() {
  return svg("svg", {class: "spark", viewBox: "0 0 80 20", width: 80, height: 20, "aria-hidden": "true", focusable: "false"},
    svg("path", {class: "area area-0"}), svg("path", {class: "line line-0"}));
}

export function drawSpark(drawing, samples, key, now) {
  const recent = samples.filter(({at}) => at > now - 60_000);
  const most = Math.max(1, ...recent.map(sample => sample[key]));
  const drawn = paths(recent, key,
    at => rounded(80 * (1 - (now - at) / 60_000)), value => rounded(18 - 16 * value / most), 18);
  set(drawing.children[0], "d", drawn.area);
  set(drawing.children[1], "d", drawn.line);
}
