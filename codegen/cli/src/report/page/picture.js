// The picture: a graph on a canvas, with a camera. It knows nothing of the rest of the page but
// what it is given.

class Picture {
  /** `types` and `layout` of the report; `choose` is called with the position of a type. */
  constructor(canvas, types, layout, choose) {
    Object.assign(this, { canvas, types, layout, choose });
    this.context = canvas.getContext('2d');
    this.points = layout.places.map(([x, y]) => [x, y]);
    this.shown = types.map(() => true);
    this.focus = null;
    this.over = null;
    this.camera = { x: 0, y: 0, zoom: 1 };
    this.pointers = new Map();
    this.readColours();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.readColours();
      this.draw();
    });
    new ResizeObserver(() => this.resize()).observe(canvas);
    this.listen();
  }

  readColours() {
    const style = getComputedStyle(document.documentElement);
    const names = ['ground', 'text', 'quiet', 'accent', 'group', 'group-line', 'edge', 'cycle',
      'object', 'union', 'enum', 'alias', 'added', 'removed', 'breaking', 'additive', 'docs'];
    this.colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (!width || !height) return;
    const ratio = devicePixelRatio || 1;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    const first = !this.size;
    this.size = { width, height, ratio };
    if (first || this.fitted) this.fit();
    this.draw();
  }

  /** Draws only these types; `null` draws all. */
  show(predicate) {
    this.shown = this.types.map((type, at) => predicate == null || predicate(at));
    this.draw();
  }

  /** Lays what a type reaches out in columns, by how far away it is; `null` goes back to all. */
  focusOn(at) {
    this.settle();
    if (at == null && this.focus == null) return this.draw();
    this.focus = at == null ? null : reach(this.types, at);
    const lay = this.isNarrow() ? outline : columns;
    const targets = this.focus ? lay(this.types, this.focus) : this.layout.places;
    const start = this.points.map((point) => [...point]);
    const end = this.points.map((point, node) => targets[node] ?? point);
    const from = { ...this.camera };
    this.points = end.map(([x, y]) => [x, y]);
    this.fit();
    const to = { ...this.camera };
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return this.draw();
    this.settled = { points: end, camera: to };
    const began = performance.now();
    const step = (now) => {
      const part = Math.min(1, Math.max(0, (now - began) / 350));
      const eased = 1 - (1 - part) ** 3;
      const between = (one, other) => one + (other - one) * eased;
      this.points = end.map(([x, y], node) => [between(start[node][0], x), between(start[node][1], y)]);
      this.camera = { x: between(from.x, to.x), y: between(from.y, to.y), zoom: between(from.zoom, to.zoom) };
      this.draw();
      if (part < 1) this.frame = requestAnimationFrame(step);
      else this.settled = null;
    };
    this.frame = requestAnimationFrame(step);
  }

  /** Ends a movement: whoever moves the picture does not wait for it. */
  settle() {
    if (!this.settled) return;
    cancelAnimationFrame(this.frame);
    Object.assign(this, this.settled);
    this.settled = null;
  }

  /** Whether there is no room for columns beside each other. */
  isNarrow() {
    return this.size != null && this.size.width < 560;
  }

  isShown(at) {
    return this.focus ? this.focus.has(at) : this.shown[at];
  }

  /** Moves the camera to where everything is in the picture. */
  fit() {
    this.settle();
    if (!this.size) return;
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    const add = (x, y, before, behind) => {
      [left, top] = [Math.min(left, x - before), Math.min(top, y - before)];
      [right, bottom] = [Math.max(right, x + behind), Math.max(bottom, y + before)];
    };
    if (this.focus) this.focus.forEach((_, at) => add(...this.points[at], 20, 20 + 7 * this.types[at].name.length));
    else this.layout.groups.forEach(({ place: [x, y, radius] }) => add(x, y, radius, radius));
    if (left > right) return;
    const { width, height } = this.size;
    const below = 44;
    const zoom = Math.min(width / (right - left + 30), (height - below) / (bottom - top + 30), this.focus ? 1.3 : 2);
    this.camera = { x: (left + right) / 2, y: (top + bottom) / 2 + below / 2 / zoom, zoom };
    this.fitted = true;
    const READABLE = 0.8;
    if (!this.focus || !this.isNarrow() || zoom >= READABLE) return;
    // Better the beginning with its names than all without.
    const margin = 56;
    const rest = Math.max(bottom - top, (height - margin - below) / READABLE);
    this.camera = { x: left + width / 2 / READABLE, y: top + height / 2 / READABLE - margin / READABLE, zoom: READABLE };
    if (rest > bottom - top) this.camera.y = (top + bottom) / 2 + (below - margin) / 2 / READABLE;
  }

  zoomBy(factor, x = this.size.width / 2, y = this.size.height / 2) {
    this.settle();
    const [beforeX, beforeY] = this.toWorld(x, y);
    this.camera.zoom = Math.min(8, Math.max(0.02, this.camera.zoom * factor));
    const [afterX, afterY] = this.toWorld(x, y);
    this.camera.x += beforeX - afterX;
    this.camera.y += beforeY - afterY;
    this.fitted = false;
    this.draw();
  }

  pan(dx, dy) {
    this.settle();
    this.camera.x -= dx / this.camera.zoom;
    this.camera.y -= dy / this.camera.zoom;
    this.fitted = false;
    this.draw();
  }

  toWorld(x, y) {
    const { zoom } = this.camera;
    return [(x - this.size.width / 2) / zoom + this.camera.x, (y - this.size.height / 2) / zoom + this.camera.y];
  }

  toScreen([x, y]) {
    const { zoom } = this.camera;
    return [(x - this.camera.x) * zoom + this.size.width / 2, (y - this.camera.y) * zoom + this.size.height / 2];
  }

  radius(at) {
    return this.focus ? 7 : this.layout.places[at][2];
  }

  /** The type at a place of the screen; one that is near is enough. */
  at(x, y) {
    let [best, least] = [null, Infinity];
    this.points.forEach((point, at) => {
      if (!this.isShown(at)) return;
      const [px, py] = this.toScreen(point);
      const distance = Math.hypot(px - x, py - y) - this.radius(at) * this.camera.zoom;
      const onName = this.focus && Math.abs(py - y) < 10 && x > px && x < px + 20 + 7 * this.types[at].name.length;
      if (onName || distance < Math.min(least, 7)) [best, least] = [at, onName ? -Infinity : distance];
    });
    return best;
  }

  listen() {
    const { canvas } = this;
    const place = (event) => [event.offsetX, event.offsetY];
    canvas.addEventListener('wheel', (event) => {
      event.preventDefault();
      this.zoomBy(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), ...place(event));
    }, { passive: false });
    canvas.addEventListener('pointerdown', (event) => {
      canvas.setPointerCapture(event.pointerId);
      this.pointers.set(event.pointerId, place(event));
      if (this.pointers.size === 1) this.moved = 0;
    });
    canvas.addEventListener('pointermove', (event) => {
      const [x, y] = place(event);
      const before = this.pointers.get(event.pointerId);
      if (!before) return this.hover(this.at(x, y), x, y);
      const others = [...this.pointers].filter(([id]) => id !== event.pointerId).map(([, it]) => it);
      this.pointers.set(event.pointerId, [x, y]);
      this.moved += Math.hypot(x - before[0], y - before[1]);
      if (others.length === 0) return this.moved > 4 && this.pan(x - before[0], y - before[1]);
      const [other] = others;
      const span = (point) => Math.max(1, Math.hypot(point[0] - other[0], point[1] - other[1]));
      this.zoomBy(span([x, y]) / span(before), (x + other[0]) / 2, (y + other[1]) / 2);
    });
    const up = (event) => {
      const wasClick = this.pointers.size === 1 && this.moved <= 4 && event.type === 'pointerup';
      this.pointers.delete(event.pointerId);
      if (!wasClick) return;
      const at = this.at(...place(event));
      if (at != null) this.choose(at);
    };
    canvas.addEventListener('pointerup', up);
    canvas.addEventListener('pointercancel', up);
    canvas.addEventListener('pointerleave', () => this.hover(null));
    canvas.addEventListener('keydown', (event) => {
      const step = 60;
      const moves = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (moves[event.key]) this.pan(...moves[event.key]);
      else if (event.key === '+' || event.key === '=') this.zoomBy(1.25);
      else if (event.key === '-') this.zoomBy(0.8);
      else if (event.key === '0') { this.fit(); this.draw(); } else return;
      event.preventDefault();
    });
  }

  hover(at, x, y) {
    const hint = document.getElementById('hint');
    hint.hidden = at == null;
    if (at != null) {
      const { name, kind, group } = this.types[at];
      hint.textContent = `${name} · ${kind} · ${group}`;
      hint.style.left = `${Math.min(x + 14, Math.max(0, this.size.width - 290))}px`;
      hint.style.top = `${y + 60 > this.size.height ? y - 40 : y + 14}px`;
    }
    this.canvas.classList.toggle('over', at != null);
    if (at === this.over) return;
    this.over = at;
    this.draw();
  }

  draw() {
    if (!this.size) return;
    const { context, size: { width, height, ratio }, camera: { x, y, zoom } } = this;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.setTransform(ratio * zoom, 0, 0, ratio * zoom, ratio * (width / 2 - x * zoom), ratio * (height / 2 - y * zoom));
    if (!this.focus) this.drawGroups();
    this.drawEdges();
    this.points.forEach((_, at) => this.isShown(at) && this.drawNode(at));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.drawNames();
  }

  drawGroups() {
    const { context, colours } = this;
    context.lineWidth = 1 / this.camera.zoom;
    context.fillStyle = colours.group;
    context.strokeStyle = colours['group-line'];
    for (const { place: [x, y, radius] } of this.layout.groups) {
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
  }

  drawEdges() {
    const { context, colours, types, camera: { zoom } } = this;
    const over = this.over;
    // The more lines there are, the fainter each is.
    this.edges ??= types.reduce((sum, type) => sum + type.names.length, 0);
    const crowd = Math.min(1, Math.sqrt(2500 / (this.edges + 1)));
    const quiet = this.focus ? 0.55 : Math.min(0.5, (0.12 + zoom * 0.16) * crowd);
    const drawn = (filter, colour, alpha, thick) => {
      context.strokeStyle = colour;
      context.globalAlpha = alpha;
      context.lineWidth = thick / Math.max(zoom, 0.3);
      context.beginPath();
      types.forEach((type, from) => {
        if (!this.isShown(from)) return;
        for (const to of type.names) if (this.isShown(to) && filter(from, to)) this.trace(from, to);
      });
      context.stroke();
    };
    const isCycle = (from, to) => types[from].cycle != null && types[from].cycle === types[to].cycle;
    const isUnion = (from, to) => types[from].kind === 'union' && !isCycle(from, to);
    drawn((from, to) => !isUnion(from, to) && !isCycle(from, to), colours.edge, quiet, 1);
    drawn(isUnion, colours.union, quiet, 1);
    drawn(isCycle, colours.cycle, 0.9, 1.6);
    if (over != null) drawn((from, to) => from === over || to === over, colours.accent, 1, 1.8);
    context.globalAlpha = 1;
  }

  trace(from, to) {
    const { context, points } = this;
    const [[x, y], [tx, ty]] = [points[from], points[to]];
    const radius = this.radius(from);
    if (from === to) {
      context.moveTo(x, y - radius);
      context.bezierCurveTo(x - 26, y - 34, x + 26, y - 34, x, y - radius);
      return;
    }
    context.moveTo(x, y);
    if (this.focus && Math.abs(x - tx) < 1) context.bezierCurveTo(x - 34, y, x - 34, ty, tx, ty);
    else if (this.focus && this.isNarrow()) context.quadraticCurveTo(x, ty, tx, ty);
    else if (this.focus) context.bezierCurveTo((x + tx) / 2, y, (x + tx) / 2, ty, tx, ty);
    else context.quadraticCurveTo((x + tx) / 2 - (ty - y) * 0.12, (y + ty) / 2 + (tx - x) * 0.12, tx, ty);
  }

  drawNode(at) {
    const { context, colours, types } = this;
    const { kind, fate, cycle } = types[at];
    const [x, y] = this.points[at];
    const radius = this.radius(at);
    if (fate) {
      context.fillStyle = colours[fate];
      context.globalAlpha = 0.3;
      context.beginPath();
      context.arc(x, y, radius + 7, 0, 2 * Math.PI);
      context.fill();
      context.globalAlpha = 1;
      context.lineWidth = 2;
      context.strokeStyle = colours[fate];
      if (fate === 'removed') context.setLineDash([4, 3]);
      context.stroke();
      context.setLineDash([]);
    }
    context.beginPath();
    if (kind === 'union') {
      const reach = radius * 1.25;
      context.moveTo(x, y - reach);
      context.lineTo(x + reach, y);
      context.lineTo(x, y + reach);
      context.lineTo(x - reach, y);
      context.closePath();
    } else if (kind === 'enum') {
      context.rect(x - radius * 0.85, y - radius * 0.85, radius * 1.7, radius * 1.7);
    } else {
      context.arc(x, y, radius, 0, 2 * Math.PI);
    }
    context.fillStyle = kind === 'alias' ? colours.ground : colours[kind];
    context.strokeStyle = kind === 'alias' ? colours.alias : colours.ground;
    context.lineWidth = kind === 'alias' ? 2.5 : 1;
    context.fill();
    context.stroke();
    if (cycle != null) {
      context.beginPath();
      context.arc(x, y, radius + 3.5, 0, 2 * Math.PI);
      context.lineWidth = 2;
      context.strokeStyle = colours.cycle;
      context.stroke();
    }
  }

  /** Names, the most important first, each only where it covers no other. */
  drawNames() {
    const { context, colours, types, camera: { zoom }, size } = this;
    const taken = [];
    const write = (text, x, y, bold, height, force, align) => {
      context.font = `${bold ? '600 ' : ''}${height}px system-ui, sans-serif`;
      const wide = context.measureText(text).width;
      const left = align === 'left' ? x : x - wide / 2;
      const box = [left - 3, y - height, left + wide + 3, y + 4];
      if (box[2] < 0 || box[0] > size.width || box[3] < 0 || box[1] > size.height) return;
      if (!force && taken.some((it) => it[0] < box[2] && box[0] < it[2] && it[1] < box[3] && box[1] < it[3])) return;
      taken.push(box);
      context.lineWidth = 3.5;
      context.lineJoin = 'round';
      context.strokeStyle = colours.ground;
      context.strokeText(text, left, y);
      context.fillText(text, left, y);
    };
    context.fillStyle = colours.text;
    if (this.over != null && !this.focus) this.nameOf(this.over, write, true);
    if (!this.focus) {
      for (const { name, place: [x, y, radius] } of this.layout.groups) {
        const [px, py] = this.toScreen([x, y - radius]);
        const height = Math.round(Math.min(17, Math.max(11, radius * zoom / 9)));
        const isSeen = px + radius * zoom > 0 && px - radius * zoom < size.width;
        context.font = `600 ${height}px system-ui, sans-serif`;
        const half = context.measureText(name).width / 2 + 4;
        const middle = isSeen ? Math.min(Math.max(px, half), Math.max(half, size.width - half)) : px;
        if (radius * zoom > 9) write(name, middle, Math.max(py + 4, Math.min(height + 6, py + 2 * radius * zoom)), true, height, false);
      }
    }
    const order = types.map((_, at) => at).filter((at) => this.isShown(at));
    const weight = (at) => (types[at].fate ? 100 : 0) + this.radius(at);
    order.sort((one, other) => weight(other) - weight(one));
    for (const at of order) {
      const isClear = this.focus ? zoom > 0.42 : this.radius(at) * zoom > 5.5 || (types[at].fate && zoom > 0.25);
      if (isClear) this.nameOf(at, write, false);
    }
  }

  nameOf(at, write, force) {
    const { zoom } = this.camera;
    const [x, y] = this.toScreen(this.points[at]);
    const { name, fate } = this.types[at];
    this.context.fillStyle = fate ? this.colours[fate] : this.colours.text;
    if (this.focus) write(name, x + (fate ? 22 : 14) * Math.max(zoom, 0.6), y + 4, this.focus.get(at) === 0, Math.round(Math.min(13, Math.max(10, 13 * zoom))), force, 'left');
    else write(name, x, y + (this.radius(at) + (fate ? 7 : 0)) * zoom + 13, false, 11, force);
    this.context.fillStyle = this.colours.text;
  }
}

/** What a type leads to, itself included, with how many steps away each is. */
function reach(types, start) {
  const steps = new Map([[start, 0]]);
  for (const [at, far] of steps) for (const to of types[at].names) if (!steps.has(to)) steps.set(to, far + 1);
  return steps;
}

/** Places in columns by the number of steps, each type near to those that lead to it. */
function columns(types, steps) {
  const [ROW, TALLEST] = [30, 28];
  const byStep = [];
  steps.forEach((far, at) => (byStep[far] ??= []).push(at));
  const places = [];
  const parents = new Map();
  steps.forEach((far, at) => types[at].names.forEach((to) => {
    if (steps.get(to) === far + 1) parents.set(to, [...(parents.get(to) ?? []), at]);
  }));
  let x = 0;
  for (const column of byStep) {
    const height = (at) => {
      const above = (parents.get(at) ?? []).map((it) => places[it]?.[1] ?? 0);
      return above.length ? above.reduce((sum, it) => sum + it, 0) / above.length : 0;
    };
    const heights = new Map(column.map((at) => [at, height(at)]));
    column.sort((one, other) => heights.get(one) - heights.get(other) || one - other);
    const count = Math.ceil(column.length / TALLEST);
    const rows = Math.ceil(column.length / count);
    for (let part = 0; part < count; part++) {
      const slice = column.slice(part * rows, (part + 1) * rows);
      slice.forEach((at, row) => { places[at] = [x, (row - (slice.length - 1) / 2) * ROW]; });
      x += 70 + 7.2 * Math.max(...slice.map((at) => types[at].name.length));
    }
  }
  return places;
}

/** Places below each other, each type behind the first that leads to it and a step further in. */
function outline(types, steps) {
  const [ROW, STEP] = [30, 30];
  const places = [];
  const pending = [[[...steps.keys()][0], 0]];
  let row = 0;
  while (pending.length > 0) {
    const [at, depth] = pending.pop();
    if (places[at]) continue;
    places[at] = [depth * STEP, row++ * ROW];
    pending.push(...types[at].names.filter((to) => steps.has(to) && !places[to]).map((to) => [to, depth + 1]).reverse());
  }
  return places;
}

