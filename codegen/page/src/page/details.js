// The details of a type: its kind and its relations, and its schema and Rust code side by side.

const STATUSES = { added: 'added', removed: 'removed', breaking: 'breaking', additive: 'additive', docs: 'docs' };

/** Returns a badge with the change of an item. */
function badge(status) {
  return STATUSES[status] ? element('span', { class: `change-status ${status}` }, STATUSES[status]) : null;
}

/** Returns the line of a caller that stops compiling because of a breaking change. */
function witness({ witness, witness_label }) {
  return witness && element('small', { class: 'witness' }, `${witness_label}: `, element('code', {}, witness));
}

/** Returns the symbol of a kind of type. */
function shape(kind) {
  return element('span', { class: `shape ${kind}`, 'aria-hidden': 'true' });
}

/** Returns a function that turns the `key` of a type into a link, except for the type at `own`. */
function linkTo(report, key, choose, own) {
  const index = new Map(report.types.map((type, it) => [type[key], it]));
  return (text) => {
    const to = index.get(text);
    if (to == null || to === own) return null;
    const go = (event) => { event.preventDefault(); choose(to); };
    return element('a', { href: `#type/${encodeURIComponent(report.types[to].name)}`, click: go }, text);
  };
}

/** Returns the content of the panel of a type; `choose` opens another type. */
function details(report, at, choose, close) {
  const type = report.types[at];
  const chip = (to) => {
    const { name, kind, change_status } = report.types[to];
    return element('button', { type: 'button', class: 'chip', click: () => choose(to) }, shape(kind), name, badge(change_status));
  };
  const links = (label, items, make) => {
    if (items.length === 0) return null;
    const FIRST = 24;
    const rest = items.slice(FIRST);
    const line = element('p', { class: 'links' }, element('b', {}, label), ...items.slice(0, FIRST).map(make));
    const open = () => { more.replaceWith(...rest.map(make)); };
    const more = element('button', { type: 'button', class: 'chip', click: open }, `${rest.length} more …`);
    if (rest.length) line.append(more);
    return line;
  };
  const indices = report.types.map((_, it) => it);
  const users = indices.filter((it) => report.types[it].names.includes(at));
  const operations = report.resources.flatMap(({ name, operations }) => operations
    .filter((it) => it.request_types.includes(at) || it.response_types.includes(at))
    .map((it) => `${name}::${it.function}`));
  const events = (report.webhooks?.list ?? []).filter((it) => it.payload_types.includes(at)).map(({ variant }) => variant);
  const cycle = type.cycle == null ? [] : indices.filter((it) => report.types[it].cycle === type.cycle);
  const gaps = report.gaps.filter((gap) => gap.type === at);
  const changes = (report.release?.changes ?? []).filter(({ parent }) => parent === `types::${type.name}`);

  return [
    element('div', { class: 'head' },
      element('h2', {}, type.name),
      element('span', { class: 'chip' }, shape(type.kind), type.kind),
      cycle.length ? element('span', { class: 'chip' }, shape('cycle'), 'on a cycle') : null,
      badge(type.change_status),
      element('span', { class: 'quiet' }, `${type.group} · ${type.pointer}`),
      element('button', { type: 'button', class: 'close', click: close, 'aria-label': 'Close, show all types' }, '✕')),
    links('Refers to', type.names, chip),
    links('Referenced by', users, chip),
    links('Cycle', cycle, chip),
    links('Operations', operations, (name) => element('span', { class: 'chip' }, name)),
    links('Webhooks', events, (name) => element('span', { class: 'chip' }, name)),
    changes.length ? element('table', { 'aria-label': 'Changes' }, ...changes.map((change) => element('tr', {},
      element('td', {}, badge(change.verdict)), element('td', {}, change.item.slice('types::'.length)),
      element('td', {}, change.what, witness(change)), element('td', {}, change.detail.replaceAll('`', ''))))) : null,
    gaps.length ? element('table', { 'aria-label': 'Accepts more than the schema' }, ...gaps.map((gap) => element('tr', {},
      element('td', {}, 'not enforced:'), element('td', {}, gap.keyword), element('td', {}, gap.value),
      element('td', { class: 'quiet' }, gap.pointer.slice(type.pointer.length) || 'the type itself')))) : null,
    element('div', { class: 'sides' },
      element('div', {}, element('h3', {}, 'Schema, as in the document'),
        code(type.schema, type.old_schema, jsonLine, linkTo(report, 'pointer', choose, at))),
      element('div', {}, element('h3', {}, 'Generated Rust'),
        code(type.rust.trimEnd(), type.old_rust?.trimEnd(), rustLine, linkTo(report, 'name', choose, at)))),
  ].filter((it) => it != null);
}

