// A table that sorts, filters and turns pages.
//
// columns: name, value(row), and where wanted show(value, row), number (aligned right), tight (one line), mark(row).

const ROWS = 50;
const FILTER_FROM = 12;

function grid({ key, caption, columns, rows, pageSize = ROWS, rowClass }) {
  const order = setting(`order ${key}`, null), words = setting(`words ${key}`, ""), page = setting(`page ${key}`, 0);
  const body = h("tbody"), told = h("span", { className: "quiet", role: "status" });
  const headers = columns.map((column, place) => {
    const button = h("button", { type: "button", onclick: () => sortBy(place) }, column.name, h("span", { className: "arrow", "aria-hidden": "true" }));
    button.dataset.key = `${key} column ${place}`;
    return h("th", { scope: "col", className: column.number ? "number" : "" }, button);
  });
  const previous = turner("Previous", -1), next = turner("Next", 1);
  const pager = h("div", { className: "pager" }, previous, told, next);

  function turner(label, by) {
    return h("button", { type: "button", onclick: () => { page.value += by; draw(); } }, label);
  }

  function sortBy(place) {
    const now = order.value;
    const down = now && now.place === place ? !now.down : false;
    order.value = now && now.place === place && now.down ? null : { place, down };
    page.value = 0;
    draw();
  }

  function chosen() {
    const text = words.value.toLowerCase();
    let found = rows;
    if (text) found = rows.filter((row) => columns.some((column) => String(column.value(row) ?? "").toLowerCase().includes(text)));
    if (order.value) {
      const { place, down } = order.value, value = columns[place].value;
      found = found.map((row, at) => [row, at])
        .sort((one, other) => compared(value(one[0]), value(other[0])) * (down ? -1 : 1) || one[1] - other[1])
        .map(([row]) => row);
    }
    return found;
  }

  function cell(column, row) {
    const value = column.value(row);
    const shown = column.show ? column.show(value, row) : typeof value === "number" ? number(value) : value;
    const classes = [column.number ? "number" : "", column.tight ? "tight" : "", column.mark && column.mark(row) ? "differs" : ""];
    return h("td", { className: classes.join(" ").trim() }, shown === null || shown === undefined ? "" : shown instanceof Node || Array.isArray(shown) ? shown : String(shown));
  }

  function draw() {
    const found = chosen(), pages = Math.max(Math.ceil(found.length / pageSize), 1);
    page.value = Math.min(Math.max(page.value, 0), pages - 1);
    const start = page.value * pageSize, part = found.slice(start, start + pageSize);
    body.replaceChildren(...part.map((row) => h("tr", { className: rowClass ? rowClass(row) : "" }, columns.map((column) => cell(column, row)))));
    headers.forEach((header, place) => {
      const sorted = order.value && order.value.place === place;
      if (sorted) header.setAttribute("aria-sort", order.value.down ? "descending" : "ascending");
      else header.removeAttribute("aria-sort");
    });
    told.textContent = part.length ? `${(start + 1).toLocaleString("en-US")} to ${(start + part.length).toLocaleString("en-US")} of ${counted(found.length, "row")}` : "no rows";
    previous.disabled = page.value === 0;
    next.disabled = page.value === pages - 1;
    pager.hidden = rows.length <= pageSize && !words.value;
    previous.hidden = next.hidden = pages === 1;
  }

  const filter = rows.length >= FILTER_FROM
    ? h("input", { type: "search", placeholder: "Filter rows", "aria-label": `Filter rows of ${caption}`, value: words.value,
        oninput: (event) => { words.value = event.target.value; page.value = 0; draw(); } })
    : null;
  if (filter) filter.dataset.key = `${key} filter`;
  draw();
  const table = h("table", {}, h("caption", { className: "unseen" }, caption), h("thead", {}, h("tr", {}, headers)), body);
  const scroller = h("div", { className: "scroller", tabIndex: 0, role: "group", "aria-label": caption }, table);
  return h("div", { className: "grid" }, filter, scroller, pager);
}
