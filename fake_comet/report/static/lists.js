// The sections that are lists: parameters, texts, sounds, films, models, files, environment.

// Name and value of every run beside each other; rows that differ between runs are marked.
function pairsSection(kind, caption) {
  const names = new Map();
  for (const run of runs())
    for (const [name, value] of run[kind]) {
      if (!names.has(name)) names.set(name, new Map());
      names.get(name).set(run.place, value);
    }
  const unlike = (row) => several() && new Set(runs().map((run) => row.values.get(run.place))).size > 1;
  const rows = [...names].map(([name, values]) => ({ name, values }))
    .filter((row) => row.name.toLowerCase().includes(model.search)
      && (!model.onlyDifferences || differencesOf(kind, row.name).length > 0));
  const columns = runs().map((run) => ({
    name: several() ? run.label : "value", value: (row) => row.values.get(run.place), mark: unlike, show: (value) => longText(value),
  }));
  return { content: h("div", { className: "card full" }, grid({ key: kind, caption, rows, pageSize: 100, columns: [{ name: "name", value: (row) => row.name }, ...columns] })) };
}

function longText(text) {
  if (text === undefined || text === null) return "";
  if (text.length <= 200 && !text.includes("\n")) return text;
  return h("details", { className: "long" }, h("summary", {}, `${text.slice(0, 80)}…`), h("pre", {}, text));
}

function runColumn() {
  return several() ? [{ name: "run", value: (row) => row.run.label, show: (_, row) => runLabel(row.run) }] : [];
}

function rowsOf(kind) {
  return byName(kind).flatMap(([, items]) => items);
}

function filesSection(kind, caption, columns) {
  const rows = rowsOf(kind);
  const more = runs().reduce((sum, run) => sum + (kind === "assets" ? run.more_assets : 0), 0);
  return { content: h("div", { className: "card full" }, grid({ key: kind, caption, rows, columns: [...runColumn(), ...columns] }),
    more > 0 && h("p", { className: "quiet" }, `and ${more.toLocaleString("en-US")} more`)) };
}

const SIZE = { name: "size", number: true, value: (row) => row.size, show: (value) => size(value) };
const NAME = { name: "name", value: (row) => row.name };
const WHERE = [
  { name: "step", number: true, value: (row) => row.step },
  { name: "epoch", number: true, value: (row) => row.epoch },
  { name: "context", value: (row) => row.context },
];
const LINK = { name: "link", value: (row) => row.link };

function modelsSection() {
  return filesSection("models", "Models", [NAME, { name: "file", value: (row) => row.file }, SIZE, ...WHERE, LINK]);
}

function artifactsSection() {
  return filesSection("artifacts", "Artifacts", [NAME, { name: "type", value: (row) => row.type }, { name: "version", value: (row) => row.version },
    { name: "aliases", value: (row) => row.aliases }, { name: "path", value: (row) => row.path }, SIZE, LINK]);
}

function assetsSection() {
  return filesSection("assets", "Assets", [NAME, { name: "type", value: (row) => row.type }, SIZE, ...WHERE, LINK,
    { name: "metadata", value: (row) => row.metadata, show: (value) => longText(value) }]);
}

function embeddingsSection() {
  return filesSection("embeddings", "Embeddings", [NAME, { name: "groups", value: (row) => (row.titles || []).join(", ") },
    { name: "vectors", value: (row) => row.shape ? row.shape.join(" × ") : row.note }, SIZE, ...WHERE]);
}

function textsSection() {
  return { content: rowsOf("texts").map((text) => h("article", { className: "card full" },
    h("p", { className: "quiet" }, several() && runLabel(text.run), " ", placeOf(text)),
    text.note ? h("p", { className: "quiet" }, text.note) : h("pre", {}, text.text), text.metadata && h("p", { className: "quiet" }, text.metadata))) };
}

function playedSection(kind) {
  const player = (item) => {
    const source = item.source && model.sources[item.source];
    if (!source) return h("p", { className: "quiet" }, `${size(item.size)}: not in this page, or of no type that browsers play (${item.type})`);
    if (item.type.startsWith("image/")) return h("img", { src: source, alt: item.name });
    return h(item.type.startsWith("audio/") ? "audio" : "video", { controls: true, src: source, preload: "metadata", "aria-label": item.name });
  };
  return { content: h("div", { className: "cards" }, rowsOf(kind).map((item) => h("article", { className: "card" },
    h("header", {}, h("h3", {}, item.name || UNTITLED)), player(item),
    h("p", { className: "quiet" }, several() && runLabel(item.run), " ", [placeOf(item), size(item.size)].filter(Boolean).join(" · "))))) };
}

function sourceSection(kind) {
  return { content: runs().filter((run) => run[kind]).map((run) => h("article", { className: "card full" },
    several() && h("p", {}, runLabel(run)), h("pre", {}, run[kind]))) };
}

function notificationsSection() {
  return { content: runs().flatMap((run) => run.notifications).map((sent) => h("article", { className: "card full" },
    h("h3", {}, sent.title), h("pre", {}, sent.text))) };
}
