
// The playground: each document is processed by the module in a separate worker, and the result is
// shown as the report and the lists of diagnostics and files.

const NOTHING = {
  diagnostics: [],
  report: { title: 'OpenAPI', version: 'playground', resources: [], types: [], gaps: [] },
  layout: { places: [], groups: [] },
  files: {},
};
/** The name of a document that was not read from a file. */
const PASTED = 'document';
/** The pause in typing after which the document is read, in milliseconds. */
const PAUSE = 400;

let result = NOTHING;
let worker = null;
let timer = null;

TABS.push(
  { id: 'files', label: 'Files', make: files },
  { id: 'diagnostics', label: 'Diagnostics', make: diagnostics },
);
OPENERS.file = openFile;

/** The compiled module, which the page contains as base64 of its gzip compression. */
const compiled = (async () => {
  const packed = Uint8Array.from(atob(by('module').textContent), (symbol) => symbol.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return WebAssembly.compile(await new Response(stream).arrayBuffer());
})();
const WORKER = URL.createObjectURL(new Blob([by('worker').textContent], { type: 'text/javascript' }));

function diagnostics() {
  return result.diagnostics
    .filter(({ message, code, pointer, help }) => matches(message, code, pointer, help ?? ''))
    .map((it) => row({ click: () => select(it), 'aria-disabled': it.line == null ? 'true' : false },
      element('span', { class: 'main' }, it.message,
        element('small', {}, element('span', { class: 'place' }, placeIn(it)), ` · ${it.code}`),
        it.pointer && it.pointer !== '#' ? element('small', {}, it.pointer) : null,
        it.help ? element('small', { class: 'help' }, `help: ${it.help}`) : null),
      element('span', { class: `change_status ${it.severity === 'error' ? 'breaking' : 'docs'}` }, it.severity)));
}

function placeIn({ line, column }) {
  return line == null ? 'no position' : `line ${line}, column ${column}`;
}

/** Selects the line of a diagnostic in the document, starting at its column. */
function select({ line, column }) {
  if (line == null) return;
  const text = by('text');
  const lines = text.value.split('\n');
  if (line > lines.length) return;
  const start = lines.slice(0, line - 1).reduce((sum, it) => sum + it.length + 1, 0);
  // Columns are counted in characters.
  const before = [...lines[line - 1]].slice(0, column - 1).join('').length;
  text.focus();
  text.setSelectionRange(start + before, start + lines[line - 1].length);
  text.scrollTop = (line - 4) * parseFloat(getComputedStyle(text).lineHeight);
}

function files() {
  const paths = Object.keys(result.files).filter((path) => matches(path));
  const listed = (path) => row({ click: () => go(placeOf('file', path)), 'data-place': placeOf('file', path) },
    element('span', { class: 'main' }, path));
  const groups = new Map();
  for (const path of paths) {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    groups.set(folder, [...(groups.get(folder) ?? []), path]);
  }
  // The files of the root folder are first, because `api.txt` is the overview.
  const folders = [...groups.keys()].sort((one, other) => Number(other === '') - Number(one === ''));
  return folders.flatMap((folder) => [element('h3', {}, folder || 'package'), ...groups.get(folder).map(listed)]);
}

function openFile(path) {
  if (!Object.hasOwn(result.files, path)) return false;
  const text = result.files[path];
  const toPieces = path.endsWith('.rs') ? rustLine : (line) => [line];
  open([
    element('div', { class: 'head' },
      element('h2', {}, path),
      element('span', { class: 'quiet' }, plural(text.split('\n').length - 1, 'line')),
      element('button', { type: 'button', class: 'close', click: leave, 'aria-label': 'Close, show all types' }, '✕')),
    code(text.trimEnd(), null, toPieces, linkTo(report, 'name', choose)),
  ]);
  by('status').textContent = path;
  return true;
}

function say(text, failed = false) {
  by('state').textContent = text;
  by('state').classList.toggle('failed', failed);
}

/** Shows a result; if it has errors, the lists of the report are empty. */
function receive(received, milliseconds) {
  result = { ...received, report: received.report ?? NOTHING.report, layout: received.layout ?? NOTHING.layout };
  const errors = result.diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = result.diagnostics.length - errors;
  if (errors) state.tab = 'diagnostics';
  else if (state.tab === 'diagnostics' && !warnings) state.tab = 'resources';
  show(result);
  const count = Object.keys(result.files).length;
  const found = [errors && plural(errors, 'error'), warnings && plural(warnings, 'warning')].filter(Boolean);
  say([...found, ...(count ? [plural(count, 'file')] : []), `${Math.round(milliseconds).toLocaleString('en')} ms`].join(' · '), errors > 0);
}

/** Returns the result for a module that has stopped. */
function stopped(reason) {
  const problem = {
    severity: 'error', code: 'stopped', message: `the generator stopped: ${reason}`, pointer: '',
    help: 'run `openapi-crate generate`, which has more memory and a larger stack, with this document',
  };
  return { ...NOTHING, diagnostics: [problem] };
}

/** Reads a document, and stops reading the previous one. */
async function read(file, bytes) {
  clearTimeout(timer);
  worker?.terminate();
  const own = worker = new Worker(WORKER);
  say('reading …');
  const began = performance.now();
  const end = (received) => {
    own.terminate();
    if (worker !== own) return;
    worker = null;
    receive(received, performance.now() - began);
  };
  own.addEventListener('message', ({ data }) => end(data.result ? JSON.parse(data.result) : stopped(data.stopped)));
  own.addEventListener('error', (event) => { event.preventDefault(); end(stopped(event.message)); });
  try {
    own.postMessage({ module: await compiled, file, bytes });
  } catch (error) {
    end(stopped(String(error)));
  }
}

/** Reads the text in the page. */
function readText() {
  const text = by('text').value;
  if (text.trim()) return read(PASTED, new TextEncoder().encode(text));
  clearTimeout(timer);
  worker?.terminate();
  worker = null;
  result = NOTHING;
  show(result);
  say('');
}

async function readFile(file) {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    by('text').value = new TextDecoder().decode(bytes);
    await read(file.name, bytes);
  } catch (error) {
    // For example, a folder.
    receive(stopped(`\`${file.name}\` can't be read: ${error.message}`), 0);
  }
}

by('text').addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(readText, PAUSE);
});
by('file').addEventListener('change', ({ target }) => {
  const [file] = target.files;
  if (file) readFile(file);
  target.value = '';
});
document.addEventListener('paste', (event) => {
  const { activeElement: target } = document;
  const isPart = target.matches('input') || (target === by('text') && target.selectionEnd - target.selectionStart < target.value.length);
  if (isPart) return;
  // The entire document is set at once, because inserting a large one like typed text is slow.
  event.preventDefault();
  const [file] = event.clipboardData.files;
  if (file) return readFile(file);
  by('text').value = event.clipboardData.getData('text');
  readText();
});
for (const type of ['dragenter', 'dragover']) {
  document.addEventListener(type, (event) => {
    event.preventDefault();
    by('source').classList.add('over');
  });
}
document.addEventListener('dragleave', (event) => {
  if (event.relatedTarget == null) by('source').classList.remove('over');
});
document.addEventListener('drop', (event) => {
  event.preventDefault();
  by('source').classList.remove('over');
  const [file] = event.dataTransfer.files;
  const text = event.dataTransfer.getData('text');
  if (file) return readFile(file);
  if (!text) return;
  by('text').value = text;
  readText();
});

show(NOTHING);
by('text').focus();
