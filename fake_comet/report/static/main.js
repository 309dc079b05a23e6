// Puts the page together, and keeps it up to date where a server feeds it.

const EVERY = 2000; // milliseconds between two questions to a server
const REST = 5; // times as long as an answer takes, so that the server can do what it is there for

// Each section: identity, title, how much it has, and what makes it.
function sections() {
  const list = (kind, title, make) => [kind, title, total(kind), make];
  const names = (kind, title) => [kind, title, new Set(runs().flatMap((run) => run[kind].map((each) => each.name))).size, () => metricsSection(kind)];
  const has = (kind) => runs().filter((run) => run[kind]).length;
  if (model.data.tests) return [["tests", "Tests", model.data.tests.length, testsSection]];
  return [
    ["test", "Test", model.data.test && model.data.test.outcome ? 1 : 0, testSection],
    ["differences", "Differences", compares() ? model.data.comparisons.reduce((sum, each) => sum + each.differences.length, 0) || "none" : 0, differencesSection],
    ["runs", model.data.runs.length > 1 ? "Runs" : "Run", model.data.runs.length, runsSection],
    ["problems", "Problems", problemsOf().length, problemsSection],
    names("metrics", "Metrics"),
    list("images", "Images", () => picturesSection("images")),
    list("figures", "Figures", () => picturesSection("figures")),
    list("tables", "Tables", tablesSection),
    list("confusion_matrices", "Confusion matrices", matricesSection),
    list("curves", "Curves", curvesSection),
    list("histograms", "Histograms", histogramsSection),
    list("texts", "Texts", textsSection),
    list("audio", "Audio", () => playedSection("audio")),
    list("videos", "Videos", () => playedSection("videos")),
    list("embeddings", "Embeddings", embeddingsSection),
    list("parameters", "Parameters", () => pairsSection("parameters", "Parameters")),
    list("others", "Others", () => pairsSection("others", "Others")),
    list("models", "Models", modelsSection),
    list("artifacts", "Artifacts", artifactsSection),
    list("assets", "Assets", assetsSection),
    ["html", "HTML", has("html"), () => sourceSection("html")],
    ["graph", "Graph", has("graph"), () => sourceSection("graph")],
    list("notifications", "Notifications", notificationsSection),
    ["calls", "Calls", runs().reduce((sum, run) => sum + run.calls.methods.reduce((all, method) => all + method.count, 0), 0), callsSection],
    names("system_metrics", "System metrics"),
    list("environment", "Environment", () => pairsSection("environment", "Environment")),
  ].filter(([, , count]) => count);
}

const nav = h("nav", { "aria-label": "Sections" }), main = h("main", { id: "content", tabIndex: -1 });
const status = h("span", { className: "quiet", role: "status" });
const standing = new Map(); // by section: what it was made of, its element, its refresh

function signatureOf(id) {
  const kind = { problems: "problems", runs: "head" }[id] || id;
  return JSON.stringify([model.search, model.onlyDifferences, model.shown, id === "differences" ? model.data.comparisons : null,
    id === "problems" ? model.data.problems : null, id === "tests" ? model.data.tests : null, model.data.runs && model.data.runs.length,
    id === "runs" ? (model.data.runs || []).map((run) => [run.head, run.tags, run.problems.length, run.assets.length]) : runs().map((run) => run[kind])]);
}

function rebuild() {
  const found = sections(), focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.key : null;
  nav.replaceChildren(h("ul", {}, found.map(([id, title, count]) => h("li", {}, h("a", { href: `#${id}` }, title,
    h("span", { className: "count" }, typeof count === "number" ? count.toLocaleString("en-US") : count))))));
  const elements = found.map(([id, title, count, make]) => sectionOf(id, title, make));
  for (const id of standing.keys()) if (!found.some(([each]) => each === id)) standing.delete(id);
  if (elements.some((element, place) => main.children[place] !== element) || main.children.length !== elements.length) main.replaceChildren(...elements);
  if (!elements.length) main.replaceChildren(h("p", { className: "quiet" }, "Nothing was recorded."));
  if (focused && document.activeElement === document.body) {
    const again = main.querySelector(`[data-key="${CSS.escape(focused)}"]`);
    if (again) again.focus();
  }
}

function sectionOf(id, title, make) {
  const signature = signatureOf(id), before = standing.get(id);
  if (before && before.signature === signature) return before.element;
  if (before && before.refresh) {
    before.refresh();
    before.signature = signature;
    return before.element;
  }
  const { content, refresh } = make();
  const nothing = (!content || [content].flat(3).filter(Boolean).length === 0) && h("p", { className: "quiet" }, "nothing here differs, or has that name");
  const inside = [h("h2", { id: `title-${id}` }, title), content, nothing];
  const element = before ? before.element : h("section", { id, "aria-labelledby": `title-${id}` });
  element.replaceChildren(...inside.flat(3).filter(Boolean));
  standing.set(id, { signature, element, refresh });
  return element;
}

function header() {
  const search = h("input", { type: "search", placeholder: "Search names", "aria-label": "Search names in all sections", oninput: () => { model.search = search.value.toLowerCase(); rebuild(); } });
  const only = { get value() { return model.onlyDifferences; }, set value(on) { model.onlyDifferences = on; } };
  const themes = ["auto", "light", "dark"];
  const theme = h("button", { type: "button", onclick: () => paint(themes[(themes.indexOf(themeNow) + 1) % 3]) }, "Theme: auto");
  let themeNow = "auto";
  function paint(name) {
    themeNow = name;
    theme.textContent = `Theme: ${name}`;
    if (name === "auto") delete document.documentElement.dataset.theme; else document.documentElement.dataset.theme = name;
    redrawAll();
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
  addEventListener("beforeprint", () => { document.documentElement.dataset.printing = "yes"; drawAll(); redrawAll(); });
  addEventListener("afterprint", () => { delete document.documentElement.dataset.printing; redrawAll(); });
  return h("header", { className: "page-head" },
    h("a", { className: "skip", href: "#content" }, "Skip to the content"),
    h("h1", {}, model.data.title), status, h("div", { className: "spacer" }), search,
    compares() && checkbox("only differences", only, rebuild), theme);
}

async function follow(address) {
  let tag = null, waiting = EVERY;
  for (;;) {
    const asked = performance.now();
    try {
      const answer = await fetch(address, tag ? { headers: { "If-None-Match": tag }, cache: "no-store" } : { cache: "no-store" });
      if (answer.status === 200) {
        tag = answer.headers.get("ETag");
        const { data, sources } = await answer.json();
        take({ ...model.data, ...data }, sources);
        rebuild();
      }
      status.textContent = `live, ${counted((model.data.runs || []).length, "experiment")}`;
      waiting = Math.max(EVERY, REST * (performance.now() - asked));
    } catch {
      status.textContent = "the server does not answer; what it had so far";
      waiting = Math.min(waiting * 2, 30000);
    }
    await new Promise((resolve) => setTimeout(resolve, waiting));
  }
}

function begin() {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const data = read("data");
  take({ runs: [], comparisons: [], problems: [], ...data }, read("sources"));
  const left = model.data.left_out;
  document.body.append(header(), h("div", { className: "layout" }, nav, main),
    h("footer", {}, h("p", { className: "quiet" }, `fake-comet ${model.data.version}. Charts by uPlot 1.6.32, MIT licence.`,
      left ? ` ${counted(left, "file")} left out for their size.` : "")));
  if (data.live) follow(data.live);
  rebuild();
  document.documentElement.dataset.ready = "yes";
}

begin();
