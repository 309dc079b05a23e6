// A chart: uPlot with a legend, zoom, hover values and keys. It is drawn when it comes into sight.

const charts = new Set();
const FAR = 4000; // places that a hover looks through for the next value of a series
const WHOLE = new Set(["step", "epoch", "order"]);
const WHOLE_TICKS = Array.from({ length: 15 }, (_, power) => [1, 2, 5].map((one) => one * 10 ** power)).flat();

const probe = h("span", { hidden: true });
function color(variable) {
  if (!probe.isConnected) document.body.append(probe);
  probe.style.color = `var(${variable})`;
  return getComputedStyle(probe).color;
}

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) entry.target.chart.draw();
}, { rootMargin: "300px" });

const sized = new ResizeObserver((entries) => {
  for (const entry of entries) entry.target.chart.fit();
});

function redrawAll() {
  for (const each of charts) if (each.host.isConnected) each.repaint(); else charts.delete(each);
}

function drawAll() {
  for (const each of charts) if (each.host.isConnected) each.draw();
}

// series: label, x, y, color (a CSS variable), and where wanted dash, faint, broad, points, stepped.
function chart({ key, title, series, xName, height = 230, log = false, lanes = null }) {
  const plot = h("div", { className: "plot", tabIndex: 0, role: "group", onkeydown: keys });
  const said = h("div", { className: "unseen", "aria-live": "polite" });
  const legend = h("div", { className: "legend" }), position = h("span", { className: "quiet x-value" });
  const zoom = setting(`zoom ${key}`, null), hidden = setting(`hidden ${key}`, new Set());
  const buttons = h("div", { className: "chart-buttons" },
    button("−", "Zoom out", () => zoomBy(2)), button("+", "Zoom in", () => zoomBy(0.5)),
    button("⟲", "Show all", () => showAll()));
  const host = h("div", { className: "chart" }, plot, h("div", { className: "chart-foot" }, legend, position, buttons), said);
  const self = { host, draw, fit, repaint, update };
  let drawn = null, current = { series, xName, log };
  plot.chart = self;
  charts.add(self);
  describe();
  legendFor();
  plot.style.height = `${height}px`;
  seen.observe(plot);

  function button(text, label, act) {
    const one = h("button", { type: "button", title: label, "aria-label": `${label}: ${title}`, onclick: act }, text);
    one.dataset.key = `${key} ${label}`;
    return one;
  }

  function describe() {
    plot.setAttribute("aria-label", `Chart of ${title} by ${current.xName}: `
      + current.series.filter((each) => !each.faint).map((each) => each.label).slice(0, 12).join(", ")
      + ". Arrow keys move along, plus and minus zoom, 0 shows all.");
  }

  function draw() {
    if (drawn) return;
    seen.unobserve(plot);
    const data = aligned(current.series);
    drawn = new uPlot(options(), data, plot);
    sized.observe(plot);
    plot.dataset.drawn = current.series.length;
    if (zoom.value) drawn.setScale("x", { min: zoom.value[0], max: zoom.value[1] });
  }

  function options() {
    const ink = () => color("--quiet"), line = { stroke: () => color("--line"), width: 1 };
    const font = "12px system-ui, sans-serif";
    const axis = { stroke: ink, grid: line, ticks: line, font };
    return {
      width: plot.clientWidth || 400, height,
      legend: { show: false },
      scales: {
        x: { time: false, range: (_, least, most) => least === most ? [least - 1, most + 1] : [least, most] },
        y: lanes ? { range: [-0.6, lanes.length - 0.4] } : current.log ? { distr: 3 } : { range: yRange },
      },
      axes: [
        { ...axis, size: 32, ...(WHOLE.has(current.xName) ? { incrs: WHOLE_TICKS } : {}), values: (_, ticks) => ticks.map(tick) },
        lanes
          ? { ...axis, size: 150, grid: { show: false }, splits: () => lanes.map((_, place) => place),
              values: (_, ticks) => ticks.map((each) => clipped(lanes[each] ?? "")) }
          : { ...axis, ...(current.log ? { grid: { ...line, filter: decades }, ticks: { ...line, filter: decades } } : {}), size: 58, values: (_, ticks) => ticks.map((each) => each === null ? "" : tick(each)) },
      ],
      cursor: { drag: { x: true, y: false, dist: 4 }, points: { size: 7 }, dataIdx: nearest },
      hooks: {
        setCursor: [hovered],
        setScale: [(plotted, scale) => { if (scale === "x" && drawn) remember(plotted); }],
      },
      series: [{ label: current.xName }, ...current.series.map(lineOf)],
    };
  }

  // On a log scale of many decades, lines for whole decades only.
  function decades(_, splits) {
    if (splits.length < 30) return splits;
    return splits.map((each) => Math.abs(Math.log10(each) - Math.round(Math.log10(each))) < 1e-9 ? each : null);
  }

  function yRange(_, least, most) {
    if (least === null) return [0, 1];
    const room = least === most ? Math.abs(least) / 10 || 1 : (most - least) / 20;
    return [least - room, most + room];
  }

  function clipped(text) { return text.length > 20 ? `${text.slice(0, 19)}…` : text; }

  function lineOf(each) {
    const stroke = () => color(each.color);
    const few = each.x.length <= 60;
    return {
      label: each.label, stroke, width: each.broad ? 5 : each.faint ? 1 : 1.75, alpha: each.faint ? 0.3 : each.broad ? 0.45 : 1,
      dash: each.dash, show: !hidden.value.has(each.label),
      points: each.points ? { show: true, size: 7, fill: stroke, stroke } : { show: few && !each.faint && !each.stepped, size: 5, fill: stroke },
      paths: each.points ? () => null : each.stepped ? uPlot.paths.stepped({ align: 1 }) : undefined,
      fill: each.stepped ? () => faded(color(each.color)) : undefined,
    };
  }

  function faded(text) { return text.replace("rgb(", "rgba(").replace(")", ", 0.16)"); }

  function remember(plotted) {
    const { min, max } = plotted.scales.x, x = plotted.data[0];
    const whole = min <= x[0] && max >= x[x.length - 1];
    zoom.value = whole ? null : [min, max];
    host.classList.toggle("zoomed", !whole);
  }

  function nearest(plotted, place, hoveredAt) {
    const values = plotted.data[place];
    if (place === 0 || values[hoveredAt] !== undefined) return hoveredAt;
    for (let by = 1; by < FAR; by++) {
      if (values[hoveredAt - by] !== undefined) return hoveredAt - by;
      if (values[hoveredAt + by] !== undefined) return hoveredAt + by;
      if (hoveredAt - by < 0 && hoveredAt + by >= values.length) break;
    }
    return hoveredAt;
  }

  function hovered(plotted) {
    const { idx, idxs } = plotted.cursor;
    const nothing = idx === null || idx === undefined;
    position.textContent = nothing ? "" : `${current.xName} ${number(plotted.data[0][idx])}`;
    for (const entry of legend.children) {
      const place = Number(entry.dataset.place) + 1, at = nothing || !idxs ? null : idxs[place];
      const value = at === null || at === undefined ? null : plotted.data[place][at];
      entry.lastChild.textContent = lanes || value === null || value === undefined ? "" : number(value);
    }
  }

  function legendFor() {
    legend.replaceChildren(...current.series.map((each, place) => {
      if (each.faint) return null;
      const entry = h("button", { type: "button", className: "legend-entry", "aria-pressed": String(!hidden.value.has(each.label)),
        title: each.label, onclick: () => toggle(each.label, entry) },
      h("span", { className: each.dash ? "swatch dashed" : "swatch", "aria-hidden": "true", style: { background: `var(${each.color})` } }),
      h("span", { className: "legend-name" }, each.label), h("span", { className: "legend-value" }));
      entry.dataset.place = place;
      entry.dataset.key = `${key} legend ${each.label}`;
      return entry;
    }).filter(Boolean));
  }

  function toggle(label, entry) {
    const on = hidden.value.has(label);
    const next = new Set(hidden.value);
    if (on) next.delete(label); else next.add(label);
    hidden.value = next;
    entry.setAttribute("aria-pressed", String(on));
    if (drawn) current.series.forEach((each, place) => { if (each.label === label) drawn.setSeries(place + 1, { show: on }); });
  }

  function fit() {
    if (drawn && plot.clientWidth && plot.clientWidth !== drawn.width) drawn.setSize({ width: plot.clientWidth, height });
  }

  function repaint() { if (drawn) drawn.redraw(false); }

  function range() {
    const x = drawn.data[0];
    return [drawn.scales.x.min ?? x[0], drawn.scales.x.max ?? x[x.length - 1]];
  }

  function zoomBy(factor) {
    if (!drawn) return;
    const [min, max] = range(), x = drawn.data[0];
    const held = drawn.cursor.left >= 0 ? drawn.posToVal(drawn.cursor.left, "x") : (min + max) / 2;
    const low = Math.max(held - (held - min) * factor, x[0]), high = Math.min(held + (max - held) * factor, x[x.length - 1]);
    if (high > low) drawn.setScale("x", { min: low, max: high });
  }

  function showAll() {
    if (!drawn) return;
    const x = drawn.data[0];
    drawn.setScale("x", { min: x[0], max: x[x.length - 1] });
    zoom.value = null;
  }

  function keys(event) {
    const act = { ArrowRight: () => move(1), ArrowLeft: () => move(-1), "+": () => zoomBy(0.5), "=": () => zoomBy(0.5),
      "-": () => zoomBy(2), 0: showAll }[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    draw();
    act();
  }

  function move(by) {
    const x = drawn.data[0], at = drawn.cursor.idx;
    const next = at === null || at === undefined ? (by > 0 ? 0 : x.length - 1) : Math.min(Math.max(at + by, 0), x.length - 1);
    drawn.setCursor({ left: drawn.valToPos(x[next], "x"), top: height / 3 });
    said.textContent = [position.textContent, ...[...legend.children].map((entry) => entry.lastChild.textContent
      && `${entry.title} ${entry.lastChild.textContent}`)].filter(Boolean).join(", ");
  }

  // New numbers for the same chart; what a person has zoomed into stays.
  function update(next) {
    const alike = next.log === current.log && next.series.length === current.series.length
      && next.series.every((each, place) => each.label === current.series[place].label && each.color === current.series[place].color);
    current = next;
    describe();
    if (!drawn) return legendFor();
    if (alike) return drawn.setData(aligned(current.series), zoom.value === null);
    legendFor();
    drawn.destroy();
    drawn = null;
    draw();
  }

  return self;
}
