// Differences: their section, and what other sections say of them.

const CHANGES = { removed: "only before", added: "only after", renamed: "renamed", changed: "changed" };

function badge(change, message) {
  return h("span", { className: `badge ${change}`, title: message }, CHANGES[change] || change);
}

function badgesFor(kind, name) {
  return differencesOf(kind, name).slice(0, 1).map((each) => badge(each.change, each.message));
}

function differenceNotes(differences) {
  return differences.map((each) => h("div", { className: "difference-note" }, h("p", {}, each.message), detailsOf(each)));
}

function differencePictures(differences, chosen) {
  const pictures = differences.flatMap((each) => each.details)
    .filter((detail) => detail.picture && (chosen.length === 0 || detail.index === null || chosen.some((item) => matchesWhere(item, detail))));
  return pictures.map((detail) => h("figure", { className: "difference" },
    framed(h("img", { alt: `where the pixels differ ${detail.where}`.trim() }), detail.picture, () => {}),
    h("figcaption", { className: "quiet" }, [detail.what, detail.where, detail.by === null ? "" : share(detail.by)].filter(Boolean).join(" · "))));
}

function matchesWhere(item, detail) {
  return item.step === null || item.step === undefined || !detail.where || detail.where.split(/\D+/).includes(String(item.step));
}

function share(value) {
  return typeof value === "number" && value > 0 && value <= 1 ? `${number(value * 100, 3)} %` : number(value);
}

function detailsOf(difference) {
  if (!difference.details.length) return null;
  const key = `details ${difference.kind} ${difference.name} ${difference.context}`;
  return disclosure(`Where (${difference.details.length + difference.more})`, () => [
    grid({ key, caption: `Differences of ${difference.name}`, rows: difference.details, pageSize: 20, columns: [
      { name: "where", value: (row) => row.where }, { name: "what", value: (row) => row.what },
      { name: "before", value: (row) => row.old, show: (value) => h("span", { className: "old" }, value ?? "") },
      { name: "after", value: (row) => row.new, show: (value) => h("span", { className: "new" }, value ?? "") },
      { name: "by", number: true, value: (row) => row.by },
    ] }),
    difference.more > 0 && h("p", { className: "quiet" }, `and ${difference.more.toLocaleString("en-US")} more`),
  ], key);
}

function differencesSection() {
  return { content: model.data.comparisons.map((each) => comparisonOf(each)) };
}

function comparisonOf(comparison) {
  const labels = [comparison.before, comparison.after].map((place) => h("span", { className: "run-label" }, swatch(place), model.data.runs[place].label));
  const kinds = grouped(comparison.differences);
  return h("div", { className: "comparison" },
    h("p", {}, "before ", labels[0], " → after ", labels[1]),
    comparison.differences.length === 0 && h("p", { className: "fine" }, "The recordings are equal."),
    [...kinds].map(([kind, found]) => h("article", { className: "card full" },
      h("header", {}, h("h3", {}, titleOf(kind)), h("span", { className: "quiet" }, counted(comparison.counts[kind], "difference"))),
      h("ul", { className: "differences" }, found.map((each) => h("li", {}, badge(each.change, each.message),
        h("a", { href: `#${kind}` }, each.new_name ? `${each.name} → ${each.new_name}` : each.name || titleOf(kind)),
        each.context && h("span", { className: "quiet" }, ` ${each.context}`),
        h("p", {}, each.message, each.site && h("code", { className: "site" }, each.site)), detailsOf(each)))))),
    comparison.left_out > 0 && h("p", { className: "quiet" }, `and ${comparison.left_out.toLocaleString("en-US")} more differences`));
}

function grouped(differences) {
  const found = new Map();
  for (const each of differences) {
    if (!found.has(each.kind)) found.set(each.kind, []);
    found.get(each.kind).push(each);
  }
  return found;
}

function titleOf(kind) {
  const text = kind.replaceAll("_", " ");
  return text === "html" ? "HTML" : text[0].toUpperCase() + text.slice(1);
}
