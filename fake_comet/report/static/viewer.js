// Marks over a picture, and the dialog that shows one picture large.

const UNTITLED = "(no name)";

const labelHues = new Map();

// A colour for each label, by the golden angle, so that labels that come together differ most.
function labelColor(label, lightness = 50) {
  if (!labelHues.has(label)) labelHues.set(label, (25 + labelHues.size * 137.508) % 360);
  return `hsl(${labelHues.get(label)} 78% ${lightness}%)`;
}

const BLANK = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";

// A frame of the shape of its picture; small pictures show their pixels.
function framed(image, source, loaded, ...over) {
  const frame = h("div", { className: "frame" }, image, over);
  image.addEventListener("load", () => {
    image.classList.toggle("tiny", image.naturalWidth < 100);
    frame.style.setProperty("--shape", image.naturalWidth / image.naturalHeight || 1);
    loaded();
  });
  frame.classList.toggle("blank", !model.sources[source]);
  image.src = model.sources[source] || BLANK;
  return frame;
}

// A picture under its marks. visible(layer, mark, place of the layer, place of the mark) tells which are on.
function marked(picture, { labels, visible }) {
  const image = h("img", { alt: `${picture.name}${placeOf(picture) ? `, ${placeOf(picture)}` : ""}`, loading: "lazy", decoding: "async" });
  const over = svg("svg", { class: "marks", "aria-hidden": "true", preserveAspectRatio: "none" });
  const words = h("div", { className: "mark-labels", "aria-hidden": "true" });
  const frame = framed(image, picture.source, draw, over, words);

  // Of a picture whose pixels were not kept, the marks are shown on a blank one of its shape.
  function draw() {
    const [width, height] = picture.shape || [image.naturalWidth || 300, image.naturalHeight || 150];
    if (picture.shape) {
      frame.style.setProperty("--shape", width / height);
      image.style.aspectRatio = `${width} / ${height}`;
    }
    over.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const shapes = [], texts = [];
    picture.layers.forEach((layer, layerPlace) => layer.marks.forEach((mark, place) => {
      if (!visible(layer, mark, layerPlace, place)) return;
      const style = { stroke: labelColor(mark.label), fill: labelColor(mark.label) };
      const attributes = { class: layerPlace ? "mark later" : "mark", "data-mark": `${layerPlace}-${place}`, style };
      for (const [x, y, w, hh] of mark.boxes) {
        shapes.push(svg("rect", { ...attributes, x, y, width: Math.max(w, 0), height: Math.max(hh, 0) }));
        if (labels()) texts.push(word(mark, x / width, (layerPlace ? y + hh : y) / height, layerPlace));
      }
      for (const points of mark.polygons) {
        shapes.push(svg("polygon", { ...attributes, points: points.join(" ") }));
        if (labels() && !mark.boxes.length) texts.push(word(mark, points[0] / width, points[1] / height, layerPlace));
      }
    }));
    over.replaceChildren(...shapes);
    words.replaceChildren(...texts);
  }

  // Labels of the first layer hang from the tops of boxes, those of others stand on their bottoms.
  function word(mark, x, y, layerPlace) {
    const score = mark.score === null ? "" : ` ${number(mark.score, 3)}`;
    return h("span", { className: layerPlace ? "standing" : "", style: { left: `${x * 100}%`, top: `${y * 100}%`, background: labelColor(mark.label, 75) } }, `${mark.label}${score}`);
  }

  return { frame, draw, over };
}

function showLarge(pictures, start) {
  const opener = document.activeElement;
  const dialog = h("dialog", { className: "viewer", onclose: () => { dialog.remove(); if (opener) opener.focus(); },
    onclick: (event) => { if (event.target === dialog) dialog.close(); } });
  let at = start;
  dialog.addEventListener("keydown", (event) => {
    if (event.target.matches("input, select")) return;
    if (event.key === "ArrowRight") turn(1);
    if (event.key === "ArrowLeft") turn(-1);
  });

  function turn(by) {
    at = (at + by + pictures.length) % pictures.length;
    fill();
  }

  function fill() {
    const picture = pictures[at];
    const off = new Set(), labels = setting("viewer labels", true), least = { value: 0 };
    const scores = picture.layers.flatMap((layer) => layer.marks.map((mark) => mark.score)).filter((score) => score !== null);
    const top = scores.length ? Math.max(...scores) : 0;
    const shown = marked(picture, { labels: () => labels.value,
      visible: (layer, mark, layerPlace, place) => !off.has(`${layerPlace}`) && !off.has(`${layerPlace}-${place}`)
        && (mark.score === null || mark.score >= least.value) });
    const heading = h("h2", { id: "viewer-title" }, picture.name || UNTITLED);
    const several = pictures.length > 1;
    dialog.setAttribute("aria-labelledby", "viewer-title");
    dialog.replaceChildren(
      h("header", {}, heading, h("span", { className: "quiet" }, captionOf(picture)),
        several && h("button", { type: "button", onclick: () => turn(-1), "aria-label": "Previous picture" }, "←"),
        several && h("span", { className: "quiet" }, `${at + 1} of ${pictures.length}`),
        several && h("button", { type: "button", onclick: () => turn(1), "aria-label": "Next picture" }, "→"),
        h("button", { type: "button", onclick: () => dialog.close(), autofocus: true }, "Close")),
      h("div", { className: "viewer-body" }, h("div", { className: "stage" }, shown.frame), h("div", { className: "side" },
        picture.layers.length > 0 && checkbox("labels", labels, shown.draw),
        scores.length > 0 && slider("score from", least, { min: 0, max: top, step: top / 100 || 1, text: (value) => number(value, 3) }, shown.draw),
        picture.layers.map((layer, layerPlace) => layerList(layer, layerPlace, off, shown)),
        picture.metadata && [h("h3", {}, "Metadata"), h("pre", {}, picture.metadata)],
        picture.layers.length === 0 && !picture.metadata && h("p", { className: "quiet" }, "no annotations"))));
  }

  document.body.append(dialog);
  fill();
  dialog.showModal();
}

function captionOf(picture) {
  return [several() ? picture.run.label : "", placeOf(picture), picture.format, size(picture.size)].filter(Boolean).join(" · ");
}

const MARKS = 200;

function layerList(layer, layerPlace, off, shown) {
  const toggled = (name) => ({ get value() { return !off.has(name); }, set value(on) { if (on) off.delete(name); else off.add(name); } });
  const rows = layer.marks.slice(0, MARKS).map((mark, place) => {
    const name = `${layerPlace}-${place}`;
    const text = `${mark.label}${mark.score === null ? "" : ` ${number(mark.score, 3)}`}`;
    const light = (on) => { for (const shape of shown.over.querySelectorAll(`[data-mark="${name}"]`)) shape.classList.toggle("lit", on); };
    return h("li", { onmouseenter: () => light(true), onmouseleave: () => light(false), onfocusin: () => light(true), onfocusout: () => light(false) },
      h("span", { className: "swatch", style: { background: labelColor(mark.label) } }), checkbox(text, toggled(name), shown.draw),
      h("span", { className: "quiet" }, mark.polygons.length ? "polygon" : boxText(mark.boxes[0])));
  });
  return h("fieldset", {}, h("legend", {}, checkbox(layer.name || UNTITLED, toggled(`${layerPlace}`), shown.draw)),
    h("ul", { className: "mark-list" }, rows),
    layer.marks.length > MARKS && h("p", { className: "quiet" }, `and ${layer.marks.length - MARKS} more`));
}

function boxText(box) { return box ? box.map((value) => number(value, 4)).join(", ") : ""; }
