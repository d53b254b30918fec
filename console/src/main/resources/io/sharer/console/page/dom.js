// Makes and changes what is on the page. Whatever comes from the application goes in as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

export const byId = id => document.getElementById(id);

/** An element with attributes and children; of the attributes, `text` is its text and `on` its listeners. */
export function element(tag, {text, on = {}, ...attributes} = {}, ...children) {
  const made = document.createElement(tag);
  if (text !== undefined) {
    made.textContent = text;
  }
  return finish(made, attributes, on, children);
}

export function svg(tag, attributes = {}, ...children) {
  return finish(document.createElementNS(SVG, tag), attributes, {}, children);
}

function finish(made, attributes, listeners, children) {
  for (const [name, value] of Object.entries(attributes)) {
    set(made, name, value);
  }
  for (const [event, listener] of Object.entries(listeners)) {
    made.addEventListener(event, listener);
  }
  made.append(...children);
  return made;
}

/** Sets an attribute if that changes something; `false` and what is not there take it away. */
export function set(node, name, value) {
  if (value === false || value === undefined || value === null) {
    node.removeAttribute(name);
  } else {
    const text = value === true ? "" : String(value);
    if (node.getAttribute(name) !== text) {
      node.setAttribute(name, text);
    }
  }
}

/** Sets the text if that changes something, so that a selection stays and nothing is announced again. */
export function setText(node, text) {
  const wanted = String(text);
  if (node.textContent !== wanted) {
    node.textContent = wanted;
  }
}

/** Of a class or method the package, with the deployment that a server may put before it, and what stands after it. */
function parts(name) {
  const [, before = "", after = name] = /^((?:[^/ ]*\/\/?)?(?:[a-z_][\w]*\.)+)([A-Z][^]*)$/.exec(name) ?? [];
  return {before, after};
}

/** A text that may break after its dots. */
function breakable(text) {
  return text.split(/(?<=[.$/])/).flatMap((part, index) => index === 0 ? [part] : [document.createElement("wbr"), part]);
}

/** Sets a name: that of a package stands back, and lines break where its parts do. */
export function setName(node, name) {
  if (node.textContent !== name) {
    const {before, after} = parts(name);
    node.replaceChildren(...(before === "" ? [] : [element("span", {class: "package"}, ...breakable(before)), element("wbr")]),
      ...breakable(after));
  }
}

/** A button that chooses what has that name. */
export function chooser(name, controls, choose) {
  const {before, after} = parts(name);
  const shown = name === "" ? "(no name)" : name;
  return element("button", {type: "button", class: "choose", title: name, "aria-label": shown, "aria-controls": controls,
    on: {click: choose}},
  element("span", {class: "short"}, ...breakable(name === "" ? shown : after)),
  ...(before === "" ? [] : [element("span", {class: "package", text: before.slice(0, -1)})]));
}

/** A list of figures that is made once and then only changed. */
export function figures(list, entries) {
  if (list.childElementCount !== entries.length) {
    list.replaceChildren(...entries.map(({label}) => element("div", {class: "figure"},
      element("dt", {text: label}), element("dd"))));
  }
  entries.forEach(({value, unit = "", mood = ""}, index) => {
    const figure = list.children[index];
    set(figure, "class", `figure ${mood}`.trim());
    const shown = figure.querySelector("dd");
    if (shown.dataset.shown !== value + unit) {
      shown.dataset.shown = value + unit;
      shown.replaceChildren(value, ...(unit === "" ? [] : [element("small", {text: " " + unit})]));
    }
  });
}
