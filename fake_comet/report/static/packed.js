// The browser's side of packed.py: a column of numbers in one of its three forms.

function bytesOf(text) {
  const binary = atob(text), bytes = new Uint8Array(binary.length);
  for (let place = 0; place < binary.length; place++) bytes[place] = binary.charCodeAt(place);
  return bytes.buffer;
}

const unpackedBefore = new WeakMap();

function unpacked(column) {
  if (!column) return null;
  if (!unpackedBefore.has(column)) unpackedBefore.set(column, unpack(column));
  return unpackedBefore.get(column);
}

function unpack(column) {
  if (column.range) {
    const [start, stride, count] = column.range;
    return Float64Array.from({ length: count }, (_, place) => start + stride * place);
  }
  if (column.i4) return Float64Array.from(new Int32Array(bytesOf(column.i4)));
  return new Float64Array(bytesOf(column.f8));
}
