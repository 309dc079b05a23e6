// The section of calls: when each method was called, and the calls one by one.

const LANES = 16;

function callsSection() {
  return { content: runs().map((run) => h("article", { className: "card full" },
    several() && h("p", {}, runLabel(run)), lanesOf(run), entriesOf(run))) };
}

function lanesOf(run) {
  const methods = run.calls.methods.filter((method) => method.times).slice(0, LANES).reverse();
  if (!methods.length) return h("p", { className: "quiet" }, "times were not kept in this recording");
  const series = methods.map((method, lane) => {
    const x = [...unpacked(method.times)];
    return { label: `${method.name} × ${method.count.toLocaleString("en-US")}`, x, y: x.map(() => lane), color: `--series-${(methods.length - 1 - lane) % 8}`, points: true };
  });
  return chart({ key: `calls ${run.key}`, title: `calls of ${run.label}`, series, xName: "seconds",
    lanes: methods.map((method) => method.name), height: 60 + 24 * methods.length }).host;
}

function entriesOf(run) {
  const rows = run.calls.entries.map((entry, place) => ({ ...entry, place: place + 1 }));
  return [
    grid({ key: `entries ${run.key}`, caption: `Calls of ${run.label}`, rows, pageSize: 25,
      rowClass: (row) => row.raised ? "raised" : "",
      columns: [
        { name: "#", number: true, value: (row) => row.place },
        { name: "seconds", number: true, value: (row) => row.time, show: (value) => value === null ? "" : value.toFixed(3) },
        { name: "call", value: (row) => row.method, show: (value, row) => h("code", {}, row.count > 1 ? `${value} × ${row.count.toLocaleString("en-US")}` : value) },
        { name: "with", value: (row) => row.arguments, show: (value, row) => [h("code", { className: "wrap" }, value), row.raised && h("div", { className: "raised" }, row.raised)] },
        { name: "at", value: (row) => row.site, show: (value) => value && h("code", {}, value) },
      ] }),
    run.calls.left_out > 0 && h("p", { className: "quiet" }, `${run.calls.left_out.toLocaleString("en-US")} entries in the middle are left out`),
  ];
}
