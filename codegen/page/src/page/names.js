// The names of groups and types in the picture, each at a free position.

/** The radius above which the name of a type may cover smaller types. */
const IMPORTANT = 12;

class Names {
  constructor(picture) {
    this.picture = picture;
    this.taken = new Boxes();
  }

  /**
   * Draws the names, the most important first, at positions where they cover neither other names nor
   * types; the name of an important type may cover less important types. Names without such a position
   * are not drawn.
   */
  draw() {
    const { picture, taken } = this;
    const { types, focus, layout, over, camera: { zoom } } = picture;
    const weight = (at) => (types[at].change_status ? 100 : 0) + picture.radius(at);
    const order = types.map((_, at) => at).filter((at) => picture.isShown(at));
    order.sort((one, other) => weight(other) - weight(one));
    if (over != null && !focus) this.nameOf(over, [null]);
    if (!focus) layout.groups.forEach((group) => this.nameOfGroup(group));
    for (const at of order) taken.add(this.boxOf(at), weight(at));
    const weights = (at) => {
      // For the types reachable from one type, names are more useful than symbols.
      if (focus) return [0, Infinity];
      return types[at].change_status || layout.places[at][2] > IMPORTANT ? [0, weight(at)] : [0];
    };
    for (const at of order) {
      const isClear = focus ? zoom > 0.42 : picture.radius(at) * zoom > 5.5 || (types[at].change_status && zoom > 0.25);
      if (isClear && (focus || at !== over)) this.nameOf(at, weights(at));
    }
  }

  /** Returns the bounding square of a type on the screen. */
  boxOf(at) {
    const [x, y] = this.picture.toScreen(this.picture.points[at]);
    const reach = this.picture.extent(at) * this.picture.camera.zoom;
    return [x - reach, y - reach, x + reach, y + reach];
  }

  nameOfGroup({ name, place: [x, y, radius] }) {
    const { camera: { zoom }, size } = this.picture;
    const [px, py] = this.picture.toScreen([x, y - radius]);
    const reach = radius * zoom;
    if (reach <= 9) return;
    const height = Math.round(Math.min(17, Math.max(11, reach / 9)));
    const half = this.measure(name, height, true) / 2 + 4;
    const isSeen = px + reach > 0 && px - reach < size.width;
    const middle = isSeen ? Math.min(Math.max(px, half), Math.max(half, size.width - half)) : px;
    const line = Math.max(py + 4, Math.min(height + 6, py + 2 * reach));
    const place = [middle - half + 4, line];
    this.write(name, [place], { height, bold: true, weights: [Infinity] });
  }

  /** Writes the name of a type below it, above it or next to it. */
  nameOf(at, weights) {
    const { camera: { zoom }, focus, types } = this.picture;
    const [x, y] = this.picture.toScreen(this.picture.points[at]);
    const { name, change_status } = types[at];
    const reach = this.picture.extent(at) * zoom;
    const bold = focus != null && focus.get(at) === 0;
    const grown = focus ? 13 * zoom : 9 + 2 * zoom;
    const height = Math.round(Math.min(focus ? 15 : 14, Math.max(focus ? 10 : 11, grown)));
    const wide = this.measure(name, height, bold);
    const [behind, level] = [x + reach + 6, y + height / 3];
    const places = focus ? [[behind, level]] : [
      [x - wide / 2, y + reach + height + 2], [x - wide / 2, y - reach - 5],
      [behind, level], [x - reach - 6 - wide, level],
    ];
    this.write(name, places, { height, bold, weights, colour: change_status });
  }

  measure(text, height, bold) {
    const { context } = this.picture;
    context.font = `${bold ? '600 ' : ''}${height}px system-ui, sans-serif`;
    return context.measureText(text).width;
  }

  /**
   * Writes a string at the first of these positions that is in the window and free. A position is free
   * if nothing there weighs as much as the first of `weights`; if no position is free, the next weight
   * is tried. The weight `null` ignores everything else.
   */
  write(text, places, { height, bold = false, weights, colour }) {
    const { picture: { context, colours, size }, taken } = this;
    const wide = this.measure(text, height, bold);
    const boxOf = ([left, line]) => [left - 3, line - height, left + wide + 3, line + 4];
    const isInside = ([left, top, right, bottom]) => left >= 0 && top >= 0 && right <= size.width && bottom <= size.height;
    for (const weight of weights) {
      const place = places.find((it) => weight == null || (isInside(boxOf(it)) && taken.isFree(boxOf(it), weight)));
      if (!place) continue;
      const [left, line] = place;
      taken.add(boxOf(place), Infinity);
      context.lineWidth = 3.5;
      context.lineJoin = 'round';
      context.strokeStyle = colours.ground;
      context.strokeText(text, left, line);
      context.fillStyle = colours[colour] ?? colours.text;
      context.fillText(text, left, line);
      return;
    }
  }
}

/** Boxes on the screen with their weights, in a grid so that only those nearby are compared. */
class Boxes {
  static CELL = 64;

  constructor() {
    this.cells = new Map();
  }

  add(box, weight) {
    this.each(box, (key) => {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push([box, weight]);
    });
  }

  /** Whether a box covers no other box with the same weight or more. */
  isFree(box, weight) {
    let free = true;
    const covers = ([left, top, right, bottom]) => left < box[2] && box[0] < right && top < box[3] && box[1] < bottom;
    this.each(box, (key) => {
      if (free && this.cells.get(key)?.some(([other, its]) => its >= weight && covers(other))) free = false;
    });
    return free;
  }

  each([left, top, right, bottom], use) {
    const cell = (value) => Math.floor(value / Boxes.CELL);
    for (let x = cell(left); x <= cell(right); x++) {
      for (let y = cell(top); y <= cell(bottom); y++) use(`${x},${y}`);
    }
  }
}

