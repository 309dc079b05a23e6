// The data of the page: its runs, which of them are shown, what is compared.

const model = { data: {}, sources: {}, shown: [], search: "", onlyDifferences: false };

const MOST_RUNS = 10;

function take(data, sources) {
  const known = new Set((model.data.runs || []).map((run) => run.key));
  const before = new Set(model.shown.map((place) => model.data.runs[place].key));
  const first = known.size === 0;
  model.data = data;
  model.sources = sources;
  const runs = data.runs || [];
  model.shown = runs.map((_, place) => place)
    .filter((place) => before.has(runs[place].key) || !known.has(runs[place].key));
  if (first) model.shown = model.shown.slice(0, MOST_RUNS);
}

function runs() { return model.shown.map((place) => ({ place, ...model.data.runs[place] })); }

function several() { return model.shown.length > 1; }

function compares() { return (model.data.comparisons || []).length > 0; }

// Things of one kind by name; each name with its items, which know their run.
function byName(kind) {
  const found = new Map();
  for (const run of runs())
    for (const item of run[kind] || []) {
      if (!found.has(item.name)) found.set(item.name, []);
      found.get(item.name).push({ ...item, run });
    }
  return [...found].filter(([name]) => wanted(kind, name));
}

function wanted(kind, name) {
  const text = `${name}`.toLowerCase();
  return text.includes(model.search) && (!model.onlyDifferences || differencesOf(kind, name).length > 0);
}

function differencesOf(kind, name) {
  return (model.data.comparisons || []).flatMap((each) => each.differences)
    .filter((each) => each.kind === kind.replace("system_", "") && (each.name === name || each.new_name === name));
}

function total(kind) {
  return runs().reduce((sum, run) => sum + (run[kind] || []).length, 0);
}

function runColor(place) { return `--series-${place % 8}`; }

function swatch(place) {
  return h("span", { className: "swatch", "aria-hidden": "true", style: { background: `var(${runColor(place)})` } });
}

function runLabel(run) {
  return h("span", { className: "run-label" }, swatch(run.place), run.label);
}
