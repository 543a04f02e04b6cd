// The page: its lists and the selected item, which is part of the address, so that the browser's
// back button works.

const by = (id) => document.getElementById(id);
const state = { tab: 'resources', query: '', chosen: null, hidden: new Set() };
const picture = new Picture(by('picture'), choose);
let report;
let layout;

/** The lists, with the functions that make their rows and that select the reports that have them. */
const TABS = [
  { id: 'resources', label: 'Resources', make: resources },
  { id: 'types', label: 'Types', make: types },
  { id: 'gaps', label: 'Gaps', make: gaps },
  { id: 'changes', label: 'Changes', make: changes, isFor: ({ release }) => release != null },
];
const tabs = () => TABS.filter(({ isFor }) => !isFor || isFor(report));

/** The functions that open an item, by its kind in the address; they return whether it exists. */
const OPENERS = { type: openType };

const plural = (count, noun) => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** Shows a report instead of the previous one. */
function show(data) {
  ({ report, layout } = data);
  // Removed items are shown as well, but don't exist any more.
  const size = (items) => items.filter((it) => it.change_status !== 'removed').length;
  const operationCount = report.resources.reduce((sum, { operations }) => sum + size(operations), 0);
  document.title = `${report.title} ${report.version}`;
  by('title').textContent = document.title;
  by('counts').textContent = [
    plural(operationCount, 'operation'), ...(report.webhooks ? [plural(size(report.webhooks.list), 'webhook')] : []), plural(size(report.types), 'type'),
    plural(new Set(report.types.map(({ cycle }) => cycle).filter((it) => it != null)).size, 'cycle'),
    ...(report.release ? [plural(report.release.changes.length, 'change')] : []),
  ].join(' · ');
  if (report.release) state.tab = 'changes';
  state.hidden.clear();
  picture.load(report.types, layout);
  drawTabs();
  drawLegend();
  drawList();
  picture.resize();
  if (state.query) filterPicture();
  fromAddress();
}

const matches = (...texts) => {
  const query = state.query.toLowerCase();
  return texts.some((text) => text.toLowerCase().includes(query));
};

function row(attributes, ...children) {
  return element('button', { type: 'button', class: 'row', ...attributes }, ...children);
}

function resources() {
  return [...operations(), ...webhooks()];
}

function webhooks() {
  const { name: group, list } = report.webhooks ?? { list: [] };
  const rows = list
    .filter((it) => matches(group, it.name, it.variant, it.summary))
    .map((it) => {
      const [first] = it.payload_types;
      const about = [it.deprecated ? 'deprecated' : '', it.summary].filter(Boolean).join(' · ');
      return row({ click: () => first != null && choose(first), 'aria-disabled': first == null ? 'true' : false },
        element('span', { class: 'method' }, 'event'),
        element('span', { class: 'main' }, element('span', { class: it.change_status === 'removed' ? 'gone' : '' }, it.name),
          element('small', {}, [it.variant, about].filter(Boolean).join(' — '))),
        badge(it.change_status));
    });
  return rows.length ? [element('h3', {}, group), ...rows] : [];
}

function operations() {
  return report.resources.flatMap(({ name, operations }) => {
    const rows = operations
      .filter((it) => matches(name, it.path, `${name}::${it.function}`, it.summary))
      .map((it) => {
        const [first] = [...it.response_types, ...it.request_types];
        const about = [it.deprecated ? 'deprecated' : '', it.summary].filter(Boolean).join(' · ');
        return row({ click: () => first != null && choose(first), 'aria-disabled': first == null ? 'true' : false },
          element('span', { class: `method ${/^[A-Z]+$/.test(it.method) ? it.method : ''}` }, it.method),
          element('span', { class: 'main' }, element('span', { class: it.change_status === 'removed' ? 'gone' : '' }, it.path),
            element('small', {}, [it.function, about].filter(Boolean).join(' — '))),
          badge(it.change_status));
      });
    return rows.length ? [element('h3', {}, name), ...rows] : [];
  });
}

function typeRow(at, about) {
  const { name, kind, cycle, change_status } = report.types[at];
  return row({ click: () => choose(at), 'data-type': at, 'data-place': placeOf('type', name) },
    shape(kind),
    element('span', { class: 'main' }, element('span', { class: change_status === 'removed' ? 'gone' : '' }, name),
      about ? element('small', {}, about) : null),
    cycle == null ? null : element('span', { class: 'shape cycle', title: 'on a cycle' }), badge(change_status));
}

function types() {
  return layout.groups.flatMap(({ name: group }) => {
    const found = report.types.map((_, at) => at).filter((at) => report.types[at].group === group
      && matches(report.types[at].name) && !state.hidden.has(report.types[at].kind));
    return found.length ? [element('h3', {}, group), ...found.map((at) => typeRow(at))] : [];
  });
}

function gaps() {
  const keywords = [...new Set(report.gaps.map(({ keyword }) => keyword))].sort();
  return keywords.flatMap((keyword) => {
    const found = report.gaps.filter((gap) => gap.keyword === keyword && matches(keyword, gap.value, gap.pointer));
    const rows = found.map((gap) => row({ click: () => gap.type != null && choose(gap.type), 'aria-disabled': gap.type == null ? 'true' : false },
      element('span', { class: 'main' }, gap.pointer.replace('#/components/schemas/', ''), element('small', {}, gap.value))));
    return rows.length ? [element('h3', {}, `${keyword} (${rows.length})`), ...rows] : [];
  });
}

function changes() {
  const { from, to, changes: all } = report.release;
  const groups = [...new Set(all.map(({ group }) => group))];
  const lists = groups.flatMap((group) => {
    const found = all.filter((change) => change.group === group && matches(change.item, change.what, group));
    const rows = found.map((change) => {
      const at = report.types.findIndex(({ name }) => `types::${name}` === change.parent);
      return row({ click: () => at >= 0 && choose(at), 'aria-disabled': at < 0 ? 'true' : false },
        element('span', { class: 'main' }, change.item.replace(/^types::/, ''),
          element('small', {}, [change.what, change.detail.replaceAll('`', '')].filter(Boolean).join(': ')),
          witness(change)),
        badge(change.verdict));
    });
    return rows.length ? [element('h3', {}, group), ...rows] : [];
  });
  return [element('h3', {}, all.length ? `Release ${to} after ${from}` : `No changes; the version remains ${from}`), ...lists];
}

function drawTabs() {
  by('tabs').replaceChildren(...tabs().map(({ id, label }) => element('button', {
    type: 'button', role: 'tab', id: `tab-${id}`, 'aria-selected': String(state.tab === id), 'aria-controls': 'list',
    tabindex: state.tab === id ? 0 : -1, click: () => openTab(id),
  }, label)));
  by('list').setAttribute('aria-labelledby', `tab-${state.tab}`);
}

function openTab(id) {
  state.tab = id;
  drawTabs();
  drawList();
}

function drawList() {
  const content = TABS.find(({ id }) => id === state.tab).make();
  by('list').replaceChildren(...(content.length ? content : [element('p', { class: 'empty' }, 'No entries.')]));
  by('list').scrollTop = 0;
  // The Tab key stops at one row; the arrow keys move to the others.
  [...by('list').querySelectorAll('.row')].forEach((it, at) => { it.tabIndex = at === 0 ? 0 : -1; });
  mark();
}

function mark() {
  for (const it of by('list').querySelectorAll('[data-place]')) {
    it.setAttribute('aria-current', String(it.dataset.place === location.hash));
  }
}

/** Sets the types that the picture shows if no type is selected. */
function filterPicture() {
  const everything = state.query === '' && state.hidden.size === 0;
  picture.show(everything ? null : (at) => matches(report.types[at].name) && !state.hidden.has(report.types[at].kind));
}

/** Returns the address of an item. */
function placeOf(kind, name) {
  return `#${kind}/${encodeURIComponent(name)}`;
}

function choose(at) {
  go(placeOf('type', report.types[at].name));
}

function go(place) {
  if (location.hash === place) fromAddress();
  else location.hash = place;
}

/** Opens the panel with this content, and a type in the picture if the content is about one. */
function open(content, at = null) {
  state.chosen = at;
  const panel = by('details');
  panel.hidden = content.length === 0;
  by('stage').hidden = report.types.length === 0 || (content.length > 0 && at == null);
  by('back').hidden = at == null;
  panel.replaceChildren(...content);
  panel.scrollTop = 0;
  // The panel changes the size of the picture.
  picture.resize();
  picture.focusOn(at);
  mark();
}

function openType(name) {
  const at = report.types.findIndex((type) => type.name === name);
  if (at < 0) return false;
  open(details(report, at, choose, leave), at);
  by('status').textContent = `${name} reaches ${plural(picture.focus.size - 1, 'other type')}`;
  if (matchMedia('(max-width: 760px)').matches) by('stage').scrollIntoView();
  return true;
}

function leave() {
  if (location.hash) location.hash = '';
  else fromAddress();
}

function fromAddress() {
  const [, kind, name] = /^#([a-z]+)\/(.*)$/.exec(location.hash) ?? [];
  if (Object.hasOwn(OPENERS, kind ?? '') && OPENERS[kind](decodeURIComponent(name))) return;
  open([]);
  by('status').textContent = 'All types';
}

function drawLegend() {
  const kinds = ['object', 'union', 'enum', 'alias'].filter((kind) => report.types.some((type) => type.kind === kind));
  const toggle = (kind) => () => {
    if (!state.hidden.delete(kind)) state.hidden.add(kind);
    drawLegend();
    drawList();
    filterPicture();
  };
  const change_statuses = Object.keys(STATUSES).filter((change_status) => report.types.some((type) => type.change_status === change_status));
  by('legend').replaceChildren(
    ...kinds.map((kind) => element('button', { type: 'button', 'aria-pressed': String(!state.hidden.has(kind)), click: toggle(kind) }, shape(kind), kind)),
    ...(report.types.some(({ cycle }) => cycle != null) ? [element('span', {}, shape('cycle'), 'cycle')] : []),
    ...change_statuses.map(badge));
}

by('search').addEventListener('input', (event) => {
  state.query = event.target.value.trim();
  if (state.query && !by('details').hidden) leave();
  if (state.query && state.tab !== 'types' && report.types.some(({ name }) => matches(name))) openTab('types');
  else drawList();
  filterPicture();
});
by('search').addEventListener('keydown', (event) => {
  const first = by('list').querySelector('.row');
  if (event.key === 'Enter' && state.query) first?.click();
  if (event.key === 'ArrowDown') { first?.focus(); event.preventDefault(); }
});
by('tabs').addEventListener('keydown', (event) => {
  const by_ = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by_) return;
  const shown = tabs();
  const at = shown.findIndex(({ id }) => id === state.tab);
  openTab(shown[(at + by_ + shown.length) % shown.length].id);
  by(`tab-${state.tab}`).focus();
});
by('list').addEventListener('keydown', (event) => {
  const rows = [...by('list').querySelectorAll('.row')];
  const at = rows.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (at < 0 || to == null) return;
  event.preventDefault();
  if (!rows[to]) return;
  [rows[at].tabIndex, rows[to].tabIndex] = [-1, 0];
  rows[to].focus();
});
document.addEventListener('keydown', (event) => {
  if (event.key === '/' && !document.activeElement.matches('input, textarea')) {
    by('search').focus();
    event.preventDefault();
  } else if (event.key === 'Escape' && !by('details').hidden) leave();
});
by('zoom').addEventListener('click', ({ target }) => {
  const { zoom } = target.dataset;
  if (zoom === 'fit') { picture.fit(); picture.draw(); } else if (zoom) picture.zoomBy(zoom === 'in' ? 1.4 : 1 / 1.4);
});
by('back').addEventListener('click', leave);
addEventListener('hashchange', fromAddress);
