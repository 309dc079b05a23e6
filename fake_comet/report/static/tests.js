// The index of pages over tests.

const WORST = ["failed", "error", "unfinished", "xpassed", "skipped", "xfailed", "passed"];

function testsSection() {
  const only = setting("outcome", "all"), holder = h("div");
  const tests = model.data.tests.map((test) => ({ ...test, counts: Object.fromEntries(test.counts) }));
  const outcomes = WORST.filter((outcome) => tests.some((test) => test.outcome === outcome));
  const counts = [...new Set(tests.flatMap((test) => Object.keys(test.counts)))];
  const ordered = tests.sort((one, other) => WORST.indexOf(one.outcome) - WORST.indexOf(other.outcome) || inOrder(one.name, other.name));
  const draw = () => holder.replaceChildren(grid({ key: "tests", caption: "Tests", pageSize: 200,
    rows: ordered.filter((test) => (only.value === "all" || test.outcome === only.value) && test.name.toLowerCase().includes(model.search)),
    columns: [
      { name: "outcome", value: (test) => test.outcome, show: (value) => h("span", { className: `outcome ${value}` }, value) },
      { name: "test", value: (test) => test.name, show: (value, test) => test.parts.length ? h("a", { href: test.parts[0].address }, value) : value },
      { name: "pages", value: (test) => test.parts.length, show: (_, test) => test.parts.slice(1).map((part) => [h("a", { href: part.address }, part.title), " "]) },
      ...counts.map((name) => ({ name, number: true, value: (test) => test.counts[name] })),
      { name: "seconds", number: true, value: (test) => test.duration, show: (value) => value.toFixed(2) },
    ] }));
  draw();
  return { content: h("div", { className: "card full" }, h("div", { className: "bar" }, choice("outcome", only, [["all", `all (${tests.length})`],
    ...outcomes.map((outcome) => [outcome, `${outcome} (${tests.filter((test) => test.outcome === outcome).length})`])], draw)), holder) };
}
