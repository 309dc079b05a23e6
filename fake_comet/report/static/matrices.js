// The section of confusion matrices: heat maps, and what was taken for what most often.

const CELLS_WITH_TEXT = 40;

function matricesSection() {
  return { content: byName("confusion_matrices").map(([name, items]) => stepped("confusion_matrices", name, items, matrixOf)) };
}

function matrixOf(matrix, chosen) {
  const share = setting("matrix shares", false), holder = h("div");
  const rowSums = matrix.cells.map((row) => row.reduce((sum, cell) => sum + Number(cell), 0));
  const valueAt = (row, column) => share.value ? (rowSums[row] ? matrix.cells[row][column] / rowSums[row] : 0) : Number(matrix.cells[row][column]);
  const others = chosen.filter((each) => each !== matrix && each.cells);
  const draw = () => holder.replaceChildren(matrix.labels.length <= CELLS_WITH_TEXT
    ? cellsOf(matrix, valueAt, share.value, others) : pixelsOf(matrix, valueAt), confusionsOf(matrix));
  draw();
  return [h("p", {}, matrix.title), checkbox("shares of each row", share, draw), holder];
}

function cellsOf(matrix, valueAt, shares, others) {
  const most = matrix.cells.reduce((found, row, at) => row.reduce((largest, _, column) => Math.max(largest, valueAt(at, column)), found), 0);
  const head = h("tr", {}, h("td"), matrix.labels.map((label) => h("th", { scope: "col" }, h("span", {}, label))));
  const rows = matrix.labels.map((label, row) => h("tr", {}, h("th", { scope: "row" }, label),
    matrix.labels.map((other, column) => {
      const value = valueAt(row, column), strength = most > 0 ? value / most : 0;
      const differs = others.some((each) => !each.cells[row] || each.cells[row][column] !== matrix.cells[row][column]);
      return h("td", { className: differs ? "heat differs" : "heat", title: `${matrix.row_label} ${label}, ${matrix.column_label} ${other}: ${number(matrix.cells[row][column])}`,
        style: { background: `color-mix(in oklab, var(--heat) ${Math.round(strength * 100)}%, var(--card))`, color: strength > 0.55 ? "var(--on-heat)" : "var(--ink)" } },
      value === 0 ? h("span", { className: "quiet" }, "0") : shares ? `${Math.round(value * 100)} %` : number(value, 4));
    })));
  return h("div", { className: "scroller", tabIndex: 0, role: "group", "aria-label": `Confusion matrix ${matrix.title}` },
    h("table", { className: "matrix" },
      h("caption", {}, `${matrix.row_label} (rows) by ${matrix.column_label} (columns)`), h("thead", {}, head), h("tbody", {}, rows)));
}

function pixelsOf(matrix, valueAt) {
  const count = matrix.labels.length, canvas = h("canvas", { width: count, height: count, className: "matrix-pixels", role: "img",
    "aria-label": `Heat map of ${matrix.title} with ${count} categories` });
  const context = canvas.getContext("2d"), most = Math.max(...matrix.cells.map((row, at) => Math.max(...row.map((_, column) => valueAt(at, column)))), 0);
  context.fillStyle = color("--heat");
  for (let row = 0; row < count; row++)
    for (let column = 0; column < count; column++) {
      context.globalAlpha = most > 0 ? Math.sqrt(Math.max(valueAt(row, column), 0) / most) : 0;
      context.fillRect(column, row, 1, 1);
    }
  return canvas;
}

function confusionsOf(matrix) {
  const rows = [];
  matrix.cells.forEach((row, at) => row.forEach((cell, column) => {
    if (at !== column && Number(cell) > 0) rows.push({ row: matrix.labels[at], column: matrix.labels[column], cell: Number(cell) });
  }));
  rows.sort((one, other) => other.cell - one.cell);
  if (!rows.length) return h("p", { className: "quiet" }, "nothing was taken for anything else");
  const key = `confusions ${matrix.run.key} ${matrix.name} ${placeOf(matrix)}`;
  return disclosure(`What was taken for what (${rows.length})`, () => grid({ key, caption: `Confusions of ${matrix.title}`, rows: rows.slice(0, 5000), pageSize: 20,
    columns: [{ name: matrix.row_label, value: (each) => each.row }, { name: matrix.column_label, value: (each) => each.column }, { name: "count", number: true, value: (each) => each.cell }] }), key);
}
