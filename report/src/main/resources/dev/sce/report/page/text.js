/** Texts that anybody may have chosen, and numbers, as people read them. */

// Control, format, private and unassigned characters, lone halves of characters, line separators.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u2028\u2029]/gu;

/** The picture of a character that has no shape of its own. */
function picture(character) {
  const code = character.codePointAt(0);
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `\u27e8${code.toString(16).toUpperCase().padStart(4, '0')}\u27e9`;
}

/** Parts of a text: [text, whether it is a picture of something hidden]. Keeps ends of lines and tabs if asked to. */
function partsOf(text, keepLines) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (keepLines && (match[0] === '\n' || match[0] === '\t')) continue;
    if (match.index > from) parts.push([text.slice(from, match.index), false]);
    parts.push([picture(match[0]), true]);
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push([text.slice(from), false]);
  return parts;
}

/** Appends a text to an element, never as markup. */
function write(parent, text, keepLines = false) {
  for (const [part, hidden] of partsOf(text, keepLines)) {
    parent.append(hidden ? element('span', 'hidden-character', part) : part);
  }
  return parent;
}

function element(name, classes, text) {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  if (text !== undefined) made.textContent = text;
  return made;
}

function digits(value) {
  const fraction = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: fraction });
}

function seconds(value) {
  return value < 1 ? `${digits(value * 1000)} ms` : `${digits(value)} s`;
}

function size(bytes) {
  return bytes < 1024 * MIB ? `${digits(bytes / MIB)} MiB` : `${digits(bytes / MIB / 1024)} GiB`;
}

const LINES_OF_PROGRAM = [/\bFile "[^"]*", line (\d+)/g, /\([^()\s]+\.py, line (\d+)\)/g, /\b[\w-]+\.[A-Za-z]{1,4}:(\d+)(?::\d+)?/g];

/** The lines of the program that a message speaks of. */
function linesIn(message) {
  return new Set(LINES_OF_PROGRAM.flatMap(pattern => [...message.matchAll(pattern)].map(match => Number(match[1]))));
}

const EXPECTED_AND_ACTUAL = [
  /^(?<before>.*?)\bexpected (?<expected>[^]*?), got (?<actual>[^]*)$/,
  /^(?<before>.*?)\bgives (?<actual>[^]*?), expected (?<expected>[^]*)$/,
  /^(?<before>(?:line|word|byte) \d+[^:]*): (?<expected>[^]*?) expected, found (?<actual>[^]*)$/,
];

/** What a message says was expected, and what there was instead; nothing if it does not say. */
function sidesIn(message) {
  for (const pattern of EXPECTED_AND_ACTUAL) {
    const groups = pattern.exec(message)?.groups;
    if (groups) return groups;
  }
  return null;
}

/** Where two texts differ: the length of what both begin with, and of what both end with. */
function differenceOf(a, b) {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return [head, tail];
}
