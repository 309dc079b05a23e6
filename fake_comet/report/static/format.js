// Numbers, sizes and times as people read them.

function number(value, digits = 6) {
  if (value === null || value === undefined) return "";
  if (typeof value !== "number" || !Number.isFinite(value)) return String(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return value.toLocaleString("en-US");
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential(digits - 2).replace(/\.?0+e/, "e");
  return String(Number(value.toPrecision(digits)));
}

const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: 4 });

// A number at an axis, where there is little room.
function tick(value) {
  const size = Math.abs(value);
  return size >= 10000 && size < 1e15 ? compact.format(value) : number(value, 4);
}

function size(bytes) {
  if (bytes === null || bytes === undefined) return "";
  for (const [unit, one] of [["GB", 1e9], ["MB", 1e6], ["kB", 1e3]])
    if (bytes >= one) return `${Number((bytes / one).toPrecision(3))} ${unit}`;
  return `${bytes} B`;
}

function counted(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

// Where an upload was logged, as "step 3, epoch 1, validate".
function placeOf(item) {
  const parts = [];
  if (item.step !== null && item.step !== undefined) parts.push(`step ${item.step}`);
  if (item.epoch !== null && item.epoch !== undefined) parts.push(`epoch ${item.epoch}`);
  if (item.context) parts.push(item.context);
  return parts.join(", ");
}

const inOrder = new Intl.Collator("en", { numeric: true }).compare;

function compared(one, other) {
  const missing = (value) => value === null || value === undefined || value === "";
  if (missing(one) || missing(other)) return missing(one) - missing(other);
  const numbers = [Number(one), Number(other)];
  if (numbers.every((value) => !Number.isNaN(value))) return numbers[0] - numbers[1];
  return inOrder(String(one), String(other));
}
