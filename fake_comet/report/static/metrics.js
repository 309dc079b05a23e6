// The section of metrics: a chart for each group of series, and what they have in figures.

const AXES = [["step", "step"], ["epoch", "epoch"], ["milliseconds", "seconds"], ["order", "order"]];
const DASHES = [undefined, [6, 4], [2, 3], [10, 3, 2, 3]];

function seconds(column) {
  const found = unpacked(column);
  return found && found.map((each) => each / 1000);
}

// kind: metrics, or system_metrics.
function metricsSection(kind) {
  const axis = setting(`axis ${kind}`, null), group = setting(`group ${kind}`, "name");
  const log = setting(`log ${kind}`, false), smooth = setting(`smoothing ${kind}`, 0);
  let long = new Set(); // names with more than one value
  const cards = new Map(), holder = h("div", { className: "cards" }), singles = h("div");
  const bar = h("div", { className: "bar" });

  function allSeries() {
    return byName(kind).flatMap(([, items]) => items);
  }

  function axisFor(series) {
    if (axis.value) return axis.value;
    const has = (name) => series.some((each) => each[name]);
    return ["step", "epoch"].find(has) || "order";
  }

  function groups() {
    const found = new Map();
    for (const each of allSeries()) {
      if (lone(each)) continue;
      const name = groupOf(each.name);
      if (!found.has(name)) found.set(name, []);
      found.get(name).push(each);
    }
    return found;
  }

  // One value makes no line; unless it stands beside lines, it goes into the table below the charts.
  function lone(each) {
    return group.value === "name" && each.count === 1 && !long.has(each.name);
  }

  function singlesTable() {
    const rows = allSeries().filter(lone);
    if (!rows.length) return [];
    return [h("article", { className: "card full" }, h("header", {}, h("h3", {}, "Single values")), grid({
      key: `singles ${kind}`, caption: "Metrics with one value", rows, columns: [
        { name: "metric", value: (each) => each.name },
        ...runColumn(),
        { name: "context", value: (each) => each.context },
        { name: "value", number: true, value: (each) => each.last ?? unpacked(each.value)[0] },
        { name: "step", number: true, value: (each) => valueOf(each.step) },
        { name: "epoch", number: true, value: (each) => valueOf(each.epoch) },
        ...(compares() ? [{ name: "difference", value: (each) => (differencesOf(kind, each.name)[0] || {}).change,
          show: (_, each) => badgesFor(kind, each.name) }] : []),
      ] }))];
  }

  function valueOf(column) { return column ? unpacked(column)[0] : null; }

  function groupOf(name) {
    const cut = name.lastIndexOf("/");
    if (group.value === "all") return "all metrics";
    if (group.value === "prefix") return cut < 0 ? "without a prefix" : name.slice(0, cut);
    return group.value === "last" ? name.slice(cut + 1) : name;
  }

  function labelOf(each, alone) {
    const parts = alone && (each.context || several()) ? [] : [each.name];
    if (each.context) parts.push(each.context);
    if (several()) parts.push(each.run.label);
    return parts.join(" · ");
  }

  function specOf(title, series) {
    const xName = axisFor(series), names = new Set(series.map((each) => each.name));
    const kinds = [...new Set(series.map((each) => `${each.name}\n${each.context}`))];
    const lines = [], without = [];
    for (const each of series) {
      const xs = xName === "milliseconds" ? seconds(each.milliseconds) : unpacked(each[xName]);
      const { x, y } = xs ? drawable(xs, unpacked(each.value)) : { x: [], y: [] };
      if (!x.length) { without.push(each); continue; }
      const kind = kinds.indexOf(`${each.name}\n${each.context}`);
      const line = { label: labelOf(each, names.size === 1), x, y: log.value ? y.map((value) => value > 0 ? value : null) : y,
        color: several() ? runColor(each.run.place) : `--series-${kind % 8}`,
        dash: several() ? DASHES[kind % 4] : undefined, broad: compares() && model.data.comparisons.some((one) => one.before === each.run.place) };
      if (smooth.value) lines.push({ ...line, faint: true }, { ...line, y: smoothed(line.y, smooth.value) });
      else lines.push(line);
    }
    return { key: `metric ${title}`, title, series: lines, xName: new Map(AXES).get(xName), log: log.value, without };
  }

  function card(title, series) {
    const spec = specOf(title, series);
    const plotted = chart(spec);
    const notes = h("div", { className: "notes" }), badges = h("span"), unlike = h("div");
    const wide = h("button", { type: "button", className: "quiet-button", title: "Larger", "aria-label": `Larger: ${title}`,
      onclick: () => made.article.classList.toggle("wide") }, "⤢");
    const figures = h("div");
    const article = h("article", { className: "card" },
      h("header", {}, h("h3", {}, title), badges, wide), plotted.host, notes, unlike, figures);
    const made = { article, update };
    function update(next, current) {
      plotted.update(current);
      tell(next, current);
    }
    function tell(told, current) {
      const differences = [...new Set(told.map((each) => each.name))].flatMap((name) => differencesOf(kind, name));
      notes.replaceChildren(...notesOf(told, current));
      badges.replaceChildren(...differences.slice(0, 1).map((each) => badge(each.change, each.message)));
      unlike.replaceChildren(...differenceNotes([...new Set(differences)]));
      figures.replaceChildren(figuresOf(title, told));
    }
    tell(series, spec);
    return made;
  }

  function notesOf(series, spec) {
    const told = [];
    for (const each of series) {
      const drawn = unpacked(each.value).length;
      const of = series.length > 1 ? `${labelOf(each, false)}: ` : "";
      if (drawn < each.count) told.push(`${of}${drawn.toLocaleString("en-US")} of ${each.count.toLocaleString("en-US")} points drawn, every extreme among them`);
      if (each.odd) told.push(`${of}${counted(each.odd, "value")} not finite or no number`);
    }
    if (spec.without.length) told.push(`no ${spec.xName}: ${spec.without.map((each) => labelOf(each, false)).join(", ")}`);
    return told.map((text) => h("p", { className: "quiet" }, text));
  }

  function figuresOf(title, series) {
    return disclosure("Figures", () => grid({
      key: `figures ${title}`, caption: `Figures of ${title}`, rows: series,
      columns: [
        { name: "series", value: (each) => labelOf(each, false) },
        ...["count", "first", "last", "least", "most"].map((name) => ({ name, number: true, value: (each) => each[name] })),
      ],
    }), `figures ${title}`);
  }

  function refresh() {
    long = new Set(allSeries().filter((each) => each.count > 1).map((each) => each.name));
    const found = groups();
    for (const [title, made] of cards) if (!found.has(title)) { made.article.remove(); cards.delete(title); }
    for (const [title, series] of found) {
      if (cards.has(title)) cards.get(title).update(series, specOf(title, series));
      else cards.set(title, card(title, series));
    }
    const wantedOnes = [...found.keys()].map((title) => cards.get(title).article);
    if (wantedOnes.some((one, place) => holder.children[place] !== one)) holder.replaceChildren(...wantedOnes);
    singles.replaceChildren(...singlesTable());
  }

  const again = () => refresh();
  bar.append(
    choice("x axis", { get value() { return axis.value || "auto"; }, set value(given) { axis.value = given === "auto" ? null : given; } },
      [["auto", "step, else epoch"], ...AXES], () => { for (const title of cards.keys()) settings.delete(`zoom metric ${title}`); again(); }),
    choice("a chart for", group, [["name", "each metric"], ["last", "each last part of names"], ["prefix", "each prefix"], ["all", "all together"]], again),
    checkbox("log scale", log, again),
    slider("smoothing", smooth, { min: 0, max: 0.99, step: 0.01, text: (value) => value.toFixed(2) }, again));
  refresh();
  return { content: [bar, holder, singles], refresh };
}
