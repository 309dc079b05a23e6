// Builds elements. Whatever comes from a recording goes in as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

function dressed(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") Object.assign(element.style, value);
    else if (name in element && !(element instanceof SVGElement)) element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function h(tag, attributes, ...children) {
  return dressed(document.createElement(tag), attributes, children);
}

function svg(tag, attributes, ...children) {
  return dressed(document.createElementNS(SVG, tag), attributes, children);
}

// What a person has set stays as it is when a part of the page is made anew.
const settings = new Map();

function setting(key, initial) {
  return {
    get value() { return settings.has(key) ? settings.get(key) : initial; },
    set value(given) { settings.set(key, given); },
  };
}

let made = 0;
function newId(prefix) { return `${prefix}-${++made}`; }

function checkbox(label, state, changed, attributes) {
  const input = h("input", { type: "checkbox", checked: state.value, ...attributes,
    onchange: () => { state.value = input.checked; changed(); } });
  return h("label", { className: "check" }, input, h("span", {}, label));
}

function choice(label, state, options, changed) {
  const select = h("select", { onchange: () => { state.value = select.value; changed(); } },
    options.map(([value, text]) => h("option", { value, selected: state.value === value }, text)));
  select.dataset.key = label;
  return h("label", { className: "field" }, h("span", {}, label), select);
}

function slider(label, state, range, changed) {
  const shown = h("output", {}, range.text(state.value));
  const input = h("input", { type: "range", min: range.min, max: range.max, step: range.step || 1,
    value: state.value, "aria-label": label,
    oninput: () => {
      state.value = Number(input.value);
      shown.textContent = range.text(state.value);
      input.setAttribute("aria-valuetext", range.text(state.value));
      changed();
    } });
  input.setAttribute("aria-valuetext", range.text(state.value));
  input.dataset.key = label;
  return h("label", { className: "field" }, h("span", {}, label), input, shown);
}

function disclosure(summary, build, key) {
  const open = setting(`open ${key}`, false);
  const details = h("details", { ontoggle: () => { open.value = details.open; fill(); } },
    h("summary", {}, summary));
  const fill = () => { if (details.open && details.children.length === 1) details.append(...[build()].flat()); };
  if (open.value) { details.open = true; fill(); }
  return details;
}
