// The sections of curves and histograms.

function curvesSection() {
  return { content: h("div", { className: "cards" }, byName("curves").map(([name, items]) => {
    const good = items.filter((item) => item.x);
    const series = good.map((item, place) => ({ ...drawable(unpacked(item.x), unpacked(item.y)),
      label: [several() ? item.run.label : "", placeOf(item)].filter(Boolean).join(" · ") || name,
      color: several() ? runColor(item.run.place) : `--series-${place % 8}` }));
    return chartCard("curves", name, items, { key: `curve ${name}`, title: name, series, xName: "x" });
  })) };
}

function chartCard(kind, name, items, spec) {
  return h("article", { className: "card" }, h("header", {}, h("h3", {}, name || UNTITLED), badgesFor(kind, name)),
    spec.series.length > 0 && chart(spec).host,
    items.filter((item) => item.note).map((item) => h("p", { className: "quiet" }, `${placeOf(item)} ${item.note}`)),
    differenceNotes(differencesOf(kind, name)));
}

function histogramsSection() {
  return { content: h("div", { className: "cards" }, byName("histograms").map(([name, items]) => {
    const steps = [...new Set(items.map(placeOf))], at = setting(`place histograms ${name}`, steps.length - 1);
    at.value = Math.min(at.value, steps.length - 1);
    const spec = () => {
      const chosen = items.filter((item) => placeOf(item) === steps[at.value] && item.bins);
      return { key: `histogram ${name}`, title: name, xName: "value", log: false, series: chosen.map((item) => ({
        ...outlineOf(item.bins), stepped: true, label: several() ? item.run.label : `${counted(item.total, "value")}`,
        color: several() ? runColor(item.run.place) : "--series-0" })) };
    };
    const plotted = chart(spec());
    const draw = () => { settings.delete(`zoom histogram ${name}`); plotted.update(spec()); };
    return h("article", { className: "card" }, h("header", {}, h("h3", {}, name || UNTITLED), badgesFor("histograms", name)),
      steps.length > 1 && slider("at", at, { min: 0, max: steps.length - 1, text: (value) => steps[value] || `${value + 1}` }, draw),
      plotted.host, items.filter((item) => item.note).map((item) => h("p", { className: "quiet" }, item.note)),
      differenceNotes(differencesOf("histograms", name)));
  })) };
}

// Bins as the outline of their bars: each begins at its lower edge, and what lies between is empty.
function outlineOf(bins) {
  const x = [], y = [];
  bins.forEach(([low, high, count], place) => {
    x.push(low);
    y.push(count);
    const next = bins[place + 1];
    if (!next || next[0] > high) { x.push(high); y.push(0); }
  });
  return { x, y };
}
