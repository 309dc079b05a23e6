// The section of tables; where two runs are compared, cells that differ are marked.

function tablesSection() {
  return { content: byName("tables").map(([name, items]) => stepped("tables", name, items, tableOf)) };
}

// A card whose items of several steps are gone through with a slider.
function stepped(kind, name, items, show) {
  const steps = [...new Set(items.map(placeOf))], at = setting(`place ${kind} ${name}`, steps.length - 1);
  at.value = Math.min(at.value, steps.length - 1);
  const holder = h("div", { className: "pair" });
  const draw = () => {
    const chosen = items.filter((item) => placeOf(item) === steps[at.value]);
    holder.replaceChildren(...chosen.map((item) => h("div", { className: "part" },
      several() && h("p", {}, runLabel(item.run)),
      h("p", { className: "quiet" }, [placeOf(item), size(item.size)].filter(Boolean).join(" · ")),
      item.note ? h("p", { className: "quiet" }, item.note) : show(item, chosen))));
  };
  draw();
  const differences = differencesOf(kind, name);
  return h("article", { className: "card full" }, h("header", {}, h("h3", {}, name || UNTITLED), badgesFor(kind, name)),
    steps.length > 1 && slider("at", at, { min: 0, max: steps.length - 1, text: (value) => steps[value] || `${value + 1}` }, draw),
    holder, differenceNotes(differences));
}

function tableOf(table, chosen) {
  if (table.text !== undefined) return h("pre", {}, table.text);
  const others = chosen.filter((each) => each !== table && each.rows);
  const rows = table.rows.map((cells, place) => ({ cells, place }));
  const numeric = table.headers.map((_, at) => table.rows.length > 0 && table.rows.every((row) => row[at] === null || row[at] === undefined || row[at] === "" || !Number.isNaN(Number(row[at]))));
  const key = `table ${table.run.key} ${table.name} ${placeOf(table)}`;
  return [
    grid({ key, caption: `Table ${table.name}`, rows, columns: table.headers.map((header, at) => ({
      name: header, number: numeric[at], value: (row) => row.cells[at],
      show: (value) => typeof value === "string" ? value : number(value),
      mark: (row) => others.some((other) => differs(row.cells[at], other, row.place, header)),
    })) }),
    table.count > table.rows.length && h("p", { className: "quiet" }, `the first ${table.rows.length.toLocaleString("en-US")} of ${table.count.toLocaleString("en-US")} rows`),
  ];
}

function differs(cell, other, place, header) {
  const at = other.headers.indexOf(header);
  return at < 0 || place >= other.rows.length || other.rows[place][at] !== cell;
}
