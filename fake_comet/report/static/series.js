// Series of numbers made ready to be drawn: sorted, smoothed, on one x axis.

// Pairs without an x are dropped, and where x goes back they are sorted; NaN becomes a gap.
function drawable(xs, ys) {
  let places = null, ascending = true, before = -Infinity;
  for (let place = 0; place < xs.length; place++) {
    if (Number.isNaN(xs[place])) { ascending = false; break; }
    if (xs[place] < before) { ascending = false; break; }
    before = xs[place];
  }
  if (!ascending) {
    places = [];
    for (let place = 0; place < xs.length; place++) if (!Number.isNaN(xs[place])) places.push(place);
    places.sort((one, other) => xs[one] - xs[other] || one - other);
  }
  const count = places ? places.length : xs.length, x = new Array(count), y = new Array(count);
  for (let at = 0; at < count; at++) {
    const place = places ? places[at] : at, value = ys[place];
    x[at] = xs[place];
    y[at] = Number.isFinite(value) ? value : null;
  }
  return { x, y };
}

// An exponential moving average without the pull of its start; gaps stay gaps.
function smoothed(ys, weight) {
  let sum = 0, parts = 0;
  return ys.map((value) => {
    if (value === null) return null;
    sum = sum * weight + value * (1 - weight);
    parts = parts * weight + (1 - weight);
    return sum / parts;
  });
}

function sameNumbers(one, other) {
  if (one === other) return true;
  if (one.length !== other.length) return false;
  for (let place = 0; place < one.length; place++) if (one[place] !== other[place]) return false;
  return true;
}

// What uPlot draws: one x for all, and for each series a value, a gap (null) or nothing (undefined).
function aligned(series) {
  if (!series.length) return [[]];
  if (series.every((each) => sameNumbers(each.x, series[0].x))) return [series[0].x, ...series.map((each) => each.y)];
  const at = series.map(() => 0), x = [], ys = series.map(() => []);
  for (;;) {
    let least = Infinity, most = 0;
    series.forEach((each, place) => { if (at[place] < each.x.length && each.x[at[place]] < least) least = each.x[at[place]]; });
    if (least === Infinity) return [x, ...ys];
    const lengths = series.map((each, place) => {
      let length = 0;
      while (at[place] + length < each.x.length && each.x[at[place] + length] === least) length++;
      most = Math.max(most, length);
      return length;
    });
    for (let row = 0; row < most; row++) {
      x.push(least);
      series.forEach((each, place) => ys[place].push(row < lengths[place] ? each.y[at[place] + row] : undefined));
    }
    lengths.forEach((length, place) => { at[place] += length; });
  }
}
