// The positions of types if one type is selected: in columns, or as an outline in a narrow window.

/** Returns the types that are reachable from a type, including itself, with their distance in steps. */
function reach(types, start) {
  const steps = new Map([[start, 0]]);
  for (const [at, far] of steps) for (const to of types[at].names) if (!steps.has(to)) steps.set(to, far + 1);
  return steps;
}

/** Returns positions in columns by distance, with each type close to the types that refer to it. */
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

/** Returns positions in rows, with each type indented below the first type that refers to it. */
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

