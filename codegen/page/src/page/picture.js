// The picture: a graph on a canvas, with a camera. It does not depend on the rest of the page, except
// for the arguments that it receives.

/** The zoom up to which types and their outlines grow; distances grow with any zoom. */
const LARGEST = 2;
/** The largest zoom at which the entire picture is shown, so that a single type does not fill the window. */
const CLOSEST = 10;

class Picture {
  /** `choose` is called with the position of a type. */
  constructor(canvas, choose) {
    Object.assign(this, { canvas, choose });
    this.context = canvas.getContext('2d');
    this.pointers = new Map();
    this.load([], { places: [], groups: [] });
    this.readColours();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.readColours();
      this.draw();
    });
    new ResizeObserver(() => this.resize()).observe(canvas);
    this.listen();
  }

  /** Sets the `types` and the `layout` of a report, and resets the view. */
  load(types, layout) {
    this.settle();
    Object.assign(this, { types, layout, focus: null, over: null, fitted: true, edges: null });
    this.points = layout.places.map(([x, y]) => [x, y]);
    this.shown = types.map(() => true);
    this.camera = { x: 0, y: 0, zoom: 1 };
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
    this.size = { width, height, ratio };
    if (this.fitted) this.fit();
    this.draw();
  }

  /** Draws only these types; `null` draws all. */
  show(predicate) {
    this.shown = this.types.map((type, at) => predicate == null || predicate(at));
    this.draw();
  }

  /** Shows the types that are reachable from a type in columns, by distance; `null` shows all types. */
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

  /** Ends an animation, before the user moves the picture. */
  settle() {
    if (!this.settled) return;
    cancelAnimationFrame(this.frame);
    Object.assign(this, this.settled);
    this.settled = null;
  }

  /** Whether the window is too narrow for columns side by side. */
  isNarrow() {
    return this.size != null && this.size.width < 560;
  }

  isShown(at) {
    return this.focus ? this.focus.has(at) : this.shown[at];
  }

  /** Moves the camera so that everything is visible. */
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
    const [wide, high] = [width - 30, height - below - 30];
    const zoom = Math.min(wide / (right - left), high / (bottom - top), this.focus ? LARGEST : CLOSEST);
    this.camera = { x: (left + right) / 2, y: (top + bottom) / 2 + below / 2 / zoom, zoom };
    this.fitted = true;
    const READABLE = 0.8;
    if (!this.focus || !this.isNarrow() || zoom >= READABLE) return;
    // The first part with readable names is better than everything without names.
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

  /** Returns the factor by which types are smaller than the picture, at a large zoom. */
  scale() {
    return Math.min(1, LARGEST / this.camera.zoom);
  }

  /** Returns the radius of a type. */
  radius(at) {
    return this.scale() * (this.focus ? 7 : this.layout.places[at][2]);
  }

  /** Returns the radius of the ring that shows the change of a type. */
  ring(at) {
    return this.radius(at) + 7 * this.scale();
  }

  /** Returns the radius of everything that is drawn for a type. */
  extent(at) {
    if (this.types[at].change_status) return this.ring(at);
    return this.radius(at) * (this.types[at].kind === 'union' ? 1.25 : 1) + (this.types[at].cycle == null ? 0 : 4.5 * this.scale());
  }

  /** Returns the type at a position on the screen, or close to it. */
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
    new Names(this).draw();
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
    // The more lines there are, the lower their opacity.
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
    const [radius, scale] = [this.radius(from), this.scale()];
    if (from === to) {
      context.moveTo(x, y - radius);
      context.bezierCurveTo(x - 26 * scale, y - 34 * scale, x + 26 * scale, y - 34 * scale, x, y - radius);
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
    const { kind, change_status, cycle } = types[at];
    const [x, y] = this.points[at];
    const [radius, scale] = [this.radius(at), this.scale()];
    if (change_status) {
      context.fillStyle = colours[change_status];
      context.globalAlpha = 0.3;
      context.beginPath();
      context.arc(x, y, this.ring(at), 0, 2 * Math.PI);
      context.fill();
      context.globalAlpha = 1;
      context.lineWidth = 2 * scale;
      context.strokeStyle = colours[change_status];
      if (change_status === 'removed') context.setLineDash([4 * scale, 3 * scale]);
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
    context.lineWidth = (kind === 'alias' ? 2.5 : 1) * scale;
    context.fill();
    context.stroke();
    if (cycle != null) {
      context.beginPath();
      context.arc(x, y, radius + 3.5 * scale, 0, 2 * Math.PI);
      context.lineWidth = 2 * scale;
      context.strokeStyle = colours.cycle;
      context.stroke();
    }
  }
}

