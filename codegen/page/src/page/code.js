'use strict';
// Code as elements: text from the document only becomes the content of text nodes.

/** Creates an element with attributes and children; a string becomes a text node. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

const RUST = /(\/\/[^\n]*|#\[[^\n]*\])|("(?:[^"\\]|\\.)*")|\b(pub|struct|enum|type|crate|use)\b|\b([A-Z]\w*)\b/g;
const JSON_TEXT = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null|-?\d[\d.eE+-]*)\b/g;

/** Returns a highlighted line of Rust; `link` returns a link for the name of a type, if it exists. */
function rustLine(line, link) {
  return pieces(line, RUST, ([whole, note, string, word, name]) => {
    if (note) return element('span', { class: 'note' }, whole);
    if (string) return element('span', { class: 'string' }, whole);
    if (word) return element('span', { class: 'word' }, whole);
    return link(name) ?? whole;
  });
}

/** Returns a highlighted line of JSON; `link` returns a link for a JSON Pointer to a type, if it exists. */
function jsonLine(line, link) {
  return pieces(line, JSON_TEXT, ([whole, string, colon]) => {
    if (!string) return element('span', { class: 'word' }, whole);
    if (colon) return whole;
    return link(string.slice(1, -1)) ?? element('span', { class: 'string' }, whole);
  });
}

function pieces(line, pattern, make) {
  const found = [];
  let end = 0;
  for (const match of line.matchAll(pattern)) {
    found.push(line.slice(end, match.index), make(match));
    end = match.index + match[0].length;
  }
  found.push(line.slice(end));
  return found;
}

/** Returns a string as lines of code, or its line diff if there is an older version. */
function code(text, old, toPieces, link) {
  const lines = old == null
    ? text.split('\n').map((line) => ['', line])
    : differing(old.split('\n'), text.split('\n'));
  const elements = lines.map(([sign, line]) =>
    element('span', { class: `line ${sign}` }, ...toPieces(line, link)));
  return element('pre', { tabindex: 0 }, ...elements);
}

/** Returns a line diff of two strings, based on their longest common subsequence. */
function differing(before, after) {
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      common[i * width + j] = before[i] === after[j]
        ? common[(i + 1) * width + j + 1] + 1
        : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  const lines = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push(['same', after[j++]]);
      i++;
    } else if (j >= after.length || (i < before.length && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      lines.push(['minus', before[i++]]);
    } else {
      lines.push(['plus', after[j++]]);
    }
  }
  return lines;
}

