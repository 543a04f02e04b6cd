// The page: its lists, and what is chosen. The chosen type stands in the address, so that the
// browser's back button works.

const { report, layout } = JSON.parse(document.getElementById('data').textContent);
const by = (id) => document.getElementById(id);
const state = { tab: 'resources', query: '', chosen: null, hidden: new Set() };
const picture = new Picture(by('picture'), report.types, layout, choose);

const plural = (count, noun) => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
const operationCount = report.resources.reduce((sum, { operations }) => sum + operations.length, 0);
document.title = `${report.title} ${report.version}`;
by('title').textContent = document.title;
by('counts').textContent = [
  plural(operationCount, 'operation'), ...(report.webhooks ? [plural(report.webhooks.list.length, 'webhook')] : []), plural(report.types.length, 'type'),
  plural(new Set(report.types.map(({ cycle }) => cycle).filter((it) => it != null)).size, 'cycle'),
  ...(report.release ? [plural(report.release.changes.length, 'change')] : []),
].join(' · ');

const TABS = [
  ['resources', 'Resources', resources], ['types', 'Types', types], ['gaps', 'Gaps', gaps],
  ...(report.release ? [['changes', 'Changes', changes]] : []),
];
if (report.release) state.tab = 'changes';

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
      const [first] = it.gives;
      const about = [it.deprecated ? 'deprecated' : '', it.summary].filter(Boolean).join(' · ');
      return row({ click: () => first != null && choose(first), 'aria-disabled': first == null ? 'true' : false },
        element('span', { class: 'method' }, 'event'),
        element('span', { class: 'main' }, element('span', { class: it.fate === 'removed' ? 'gone' : '' }, it.name),
          element('small', {}, [it.variant, about].filter(Boolean).join(' — '))),
        badge(it.fate));
    });
  return rows.length ? [element('h3', {}, group), ...rows] : [];
}

function operations() {
  return report.resources.flatMap(({ name, operations }) => {
    const rows = operations
      .filter((it) => matches(name, it.path, `${name}::${it.function}`, it.summary))
      .map((it) => {
        const [first] = [...it.gives, ...it.takes];
        const about = [it.deprecated ? 'deprecated' : '', it.summary].filter(Boolean).join(' · ');
        return row({ click: () => first != null && choose(first), 'aria-disabled': first == null ? 'true' : false },
          element('span', { class: `method ${/^[A-Z]+$/.test(it.method) ? it.method : ''}` }, it.method),
          element('span', { class: 'main' }, element('span', { class: it.fate === 'removed' ? 'gone' : '' }, it.path),
            element('small', {}, [it.function, about].filter(Boolean).join(' — '))),
          badge(it.fate));
      });
    return rows.length ? [element('h3', {}, name), ...rows] : [];
  });
}

function typeRow(at, about) {
  const { name, kind, cycle, fate } = report.types[at];
  return row({ click: () => choose(at), 'data-type': at },
    shape(kind),
    element('span', { class: 'main' }, element('span', { class: fate === 'removed' ? 'gone' : '' }, name),
      about ? element('small', {}, about) : null),
    cycle == null ? null : element('span', { class: 'shape cycle', title: 'on a cycle' }), badge(fate));
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
      const at = report.types.findIndex(({ name }) => `types::${name}` === change.whole);
      return row({ click: () => at >= 0 && choose(at), 'aria-disabled': at < 0 ? 'true' : false },
        element('span', { class: 'main' }, change.item.replace(/^types::/, ''),
          element('small', {}, [change.what, change.detail.replaceAll('`', '')].filter(Boolean).join(': ')),
          witness(change)),
        badge(change.verdict));
    });
    return rows.length ? [element('h3', {}, group), ...rows] : [];
  });
  return [element('h3', {}, all.length ? `Release ${to} after ${from}` : `Nothing changed; ${from} stays`), ...lists];
}

function drawTabs() {
  by('tabs').replaceChildren(...TABS.map(([id, label]) => element('button', {
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
  const [, , make] = TABS.find(([id]) => id === state.tab);
  const content = make();
  by('list').replaceChildren(...(content.length ? content : [element('p', { class: 'empty' }, 'Nothing here.')]));
  by('list').scrollTop = 0;
  // One stop of the Tab key; the arrow keys go on from there.
  [...by('list').querySelectorAll('.row')].forEach((it, at) => { it.tabIndex = at === 0 ? 0 : -1; });
  mark();
}

function mark() {
  for (const it of by('list').querySelectorAll('[data-type]')) {
    it.setAttribute('aria-current', String(Number(it.dataset.type) === state.chosen));
  }
}

/** What the picture shows while no type is chosen. */
function filterPicture() {
  const everything = state.query === '' && state.hidden.size === 0;
  picture.show(everything ? null : (at) => matches(report.types[at].name) && !state.hidden.has(report.types[at].kind));
}

function choose(at) {
  const hash = `#type/${encodeURIComponent(report.types[at].name)}`;
  if (location.hash === hash) open(at);
  else location.hash = hash;
}

function open(at) {
  state.chosen = at;
  const panel = by('details');
  panel.hidden = at == null;
  by('back').hidden = at == null;
  panel.replaceChildren(...(at == null ? [] : details(report, at, choose, leave)));
  panel.scrollTop = 0;
  // The panel has changed how much room there is.
  picture.resize();
  picture.focusOn(at);
  mark();
  if (at == null) by('status').textContent = 'All types';
  else by('status').textContent = `${report.types[at].name} reaches ${plural(picture.focus.size - 1, 'other type')}`;
  if (at != null && matchMedia('(max-width: 760px)').matches) by('stage').scrollIntoView();
}

function leave() {
  if (location.hash) location.hash = '';
  else open(null);
}

function fromAddress() {
  const name = decodeURIComponent(location.hash.replace(/^#(type\/)?/, ''));
  const at = report.types.findIndex((type) => type.name === name);
  open(at < 0 ? null : at);
}

function drawLegend() {
  const kinds = ['object', 'union', 'enum', 'alias'].filter((kind) => report.types.some((type) => type.kind === kind));
  const toggle = (kind) => () => {
    if (!state.hidden.delete(kind)) state.hidden.add(kind);
    drawLegend();
    drawList();
    filterPicture();
  };
  const fates = Object.keys(FATES).filter((fate) => report.types.some((type) => type.fate === fate));
  by('legend').replaceChildren(
    ...kinds.map((kind) => element('button', { type: 'button', 'aria-pressed': String(!state.hidden.has(kind)), click: toggle(kind) }, shape(kind), kind)),
    ...(report.types.some(({ cycle }) => cycle != null) ? [element('span', {}, shape('cycle'), 'cycle')] : []),
    ...fates.map(badge));
}

by('search').addEventListener('input', (event) => {
  state.query = event.target.value.trim();
  if (state.query && state.chosen != null) leave();
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
  const at = TABS.findIndex(([id]) => id === state.tab);
  openTab(TABS[(at + by_ + TABS.length) % TABS.length][0]);
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
  if (event.key === '/' && document.activeElement !== by('search')) {
    by('search').focus();
    event.preventDefault();
  } else if (event.key === 'Escape' && state.chosen != null) leave();
});
by('zoom').addEventListener('click', ({ target }) => {
  const { zoom } = target.dataset;
  if (zoom === 'fit') { picture.fit(); picture.draw(); } else if (zoom) picture.zoomBy(zoom === 'in' ? 1.4 : 1 / 1.4);
});
by('back').addEventListener('click', leave);
addEventListener('hashchange', fromAddress);

drawTabs();
drawLegend();
drawList();
picture.resize();
fromAddress();
