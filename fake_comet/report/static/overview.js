// What a page begins with: its runs, the test that made them, and what went wrong.

function runsSection() {
  const all = model.data.runs;
  if (all.length === 1) return { content: headOf(all[0]) };
  const rows = all.map((run, place) => ({ run, place }));
  const shown = (place) => ({ get value() { return model.shown.includes(place); }, set value(on) {
    model.shown = on ? [...model.shown, place].sort((one, other) => one - other) : model.shown.filter((each) => each !== place);
  } });
  const head = (name) => ({ name, tight: true, value: (row) => (row.run.head.find(([found]) => found === name) || [])[1] });
  return { content: h("div", { className: "card full" }, grid({ key: "runs", caption: "Runs", rows, columns: [
    { name: "run", value: (row) => row.run.label, show: (_, row) => checkbox([swatch(row.place), ` ${row.run.label}`], shown(row.place), () => rebuild(), { "aria-label": `Show ${row.run.label}` }) },
    ...["state", "project", "started", "metric points"].map(head),
    { name: "metrics", number: true, value: (row) => new Set(row.run.metrics.map((each) => each.name)).size },
    { name: "assets", number: true, value: (row) => row.run.assets.length + row.run.more_assets },
    { name: "problems", number: true, value: (row) => row.run.problems.length },
    { name: "tags", tight: true, value: (row) => row.run.tags.join(", ") },
    ...["created at", "key"].map(head),
  ].filter((column) => column.show || rows.some((row) => ![undefined, null, ""].includes(column.value(row)))) })) };
}

function headOf(run) {
  return h("div", { className: "card full" },
    h("dl", { className: "head" }, run.head.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))),
    run.tags.length > 0 && h("p", { className: "tags" }, run.tags.map((tag) => h("span", { className: "tag" }, tag))));
}

function testSection() {
  const { outcome, failure } = model.data.test;
  return { content: h("div", { className: "card full" },
    h("p", {}, h("span", { className: `outcome ${outcome}` }, outcome)), failure && h("pre", { className: "failure" }, failure)) };
}

function problemsOf() {
  return [...(model.data.problems || []).map((problem) => ({ ...problem, run: null })),
    ...runs().flatMap((run) => run.problems.map((problem) => ({ ...problem, run })))];
}

function problemsSection() {
  return { content: h("ul", { className: "problems" }, problemsOf().map((problem) => h("li", { className: `card full problem ${problem.level}` },
    h("p", {}, h("span", { className: `badge ${problem.level}` }, problem.level), " ", h("code", {}, problem.kind), problem.site && [" at ", h("code", { className: "site" }, problem.site)],
      problem.times > 1 && ` ${problem.times.toLocaleString("en-US")} times`, " ", problem.run && several() && runLabel(problem.run)),
    problem.call && h("p", {}, h("code", { className: "wrap" }, problem.call)),
    h("p", {}, problem.message), h("p", { className: "advice" }, `→ ${problem.advice}`)))) };
}
