// The sections of images and figures: a gallery by name, with steps to go through and layers to switch.

function picturesSection(kind) {
  const off = setting(`layers off ${kind}`, new Set()), labels = setting(`labels ${kind}`, false), least = setting(`score ${kind}`, 0);
  const names = byName(kind);
  const every = names.flatMap(([, items]) => items);
  const layers = [...new Set(every.flatMap((item) => item.layers.map((layer) => layer.name)))];
  const scores = every.flatMap((item) => item.layers.flatMap((layer) => layer.marks.map((mark) => mark.score))).filter((score) => score !== null);
  const top = scores.reduce((most, score) => Math.max(most, score), 0);
  const drawers = new Set();
  const redraw = () => { for (const draw of drawers) draw(); };
  const bar = h("div", { className: "bar" },
    layers.map((name) => checkbox(`layer ${name || UNTITLED}`, { get value() { return !off.value.has(name); },
      set value(on) { const next = new Set(off.value); if (on) next.delete(name); else next.add(name); off.value = next; } }, redraw)),
    layers.length > 0 && checkbox("labels", labels, redraw),
    scores.length > 0 && slider("score from", least, { min: 0, max: top, step: top / 100 || 1, text: (value) => number(value, 3) }, redraw));
  const cards = names.map(([name, items]) => pictureCard(name, items));

  function thumbnail(picture, of) {
    if (!picture.shape && !model.sources[picture.source])
      return h("div", { className: "missing" }, [picture.format || "file", size(picture.size)].filter(Boolean).join(", "), ": not in this page");
    const shown = marked(picture, { labels: () => labels.value,
      visible: (layer, mark) => !off.value.has(layer.name) && (mark.score === null || mark.score >= least.value) });
    drawers.add(shown.draw);
    return h("button", { type: "button", className: "thumbnail", "aria-label": `Show ${picture.name} large`,
      onclick: () => showLarge(of, of.indexOf(picture)) }, shown.frame);
  }

  function pictureCard(name, items) {
    const steps = [...new Set(items.map(placeOf))], at = setting(`place ${kind} ${name}`, steps.length - 1);
    at.value = Math.min(at.value, steps.length - 1);
    const holder = h("div", { className: "pair" });
    const differences = differencesOf(kind, name);
    const draw = () => {
      const chosen = items.filter((item) => placeOf(item) === steps[at.value]);
      const shown = chosen.filter((item) => item.source || item.shape);
      const parts = chosen.map((item) => h("figure", {}, thumbnail(item, shown), h("figcaption", { className: "quiet" },
        several() && runLabel(item.run), [several() ? "" : placeOf(item), size(item.size), item.shape && "pixels not kept"].filter(Boolean).join(" · "))));
      holder.replaceChildren(...parts, ...differencePictures(differences, chosen));
    };
    draw();
    return h("article", { className: items.length && several() ? "card picture several" : "card picture" },
      h("header", {}, h("h3", {}, name || UNTITLED), badgesFor(kind, name)),
      steps.length > 1 && slider("at", at, { min: 0, max: steps.length - 1, text: (value) => steps[value] || `${value + 1}` }, draw),
      holder, differenceNotes(differences));
  }

  return { content: [bar.children.length > 0 && bar, h("div", { className: "cards pictures" }, cards)] };
}
