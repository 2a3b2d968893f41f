/** Filters such as: verdict:FAILED problem:~tree runtime>2 -is:duplicate */

const MIB = 1024 * 1024;

function numbersOf(data) {
  return {
    runtime: i => measured(data.runtime[i]) / 1e6,
    memory: i => measured(data.memory[i]) / MIB,
    passed: i => data.passed[i],
    tests: i => data.tests[i],
    failing: i => data.failing[i] === NONE ? 0 : data.failing[i] + 1,
    sample: i => data.sample[i],
    index: i => data.index[i],
    cause: i => data.cluster[i] === NONE ? -1 : data.cluster[i],
  };
}

function textsOf(data) {
  return {
    verdict: i => data.verdicts[data.verdict[i]],
    problem: i => data.problems[data.problem[i]],
    message: i => data.cluster[i] === NONE ? '' : data.clusters[data.cluster[i]],
  };
}

function marksOf(data) {
  return {
    unstable: i => (data.flags[i] & UNSTABLE) !== 0,
    duplicate: i => (data.flags[i] & DUPLICATE) !== 0,
    detailed: i => data.detail[i] !== 0,
  };
}

const COMPARISONS = {
  '>': (a, b) => a > b, '<': (a, b) => a < b, '>=': (a, b) => a >= b, '<=': (a, b) => a <= b,
  ':': (a, b) => a === b, '=': (a, b) => a === b,
};

/** The words of a filter; quotes hold blanks together. */
function wordsOf(text) {
  return text.match(/(?:[^\s"]|"[^"]*"?)+/g) || [];
}

function bare(word) {
  return word.replaceAll('"', '').toLowerCase();
}

function termOf(word, data) {
  const [, name, sign, rest] = /^([a-z]+)(>=|<=|>|<|=|:~?)(.*)$/is.exec(word) || [];
  const texts = textsOf(data);
  if (name === undefined) {
    const part = bare(word);
    return i => Object.values(texts).some(text => text(i).toLowerCase().includes(part));
  }
  const key = name.toLowerCase();
  const value = bare(rest);
  const numbers = numbersOf(data);
  const marks = marksOf(data);
  if (Object.hasOwn(texts, key)) {
    if (sign === ':~') return i => texts[key](i).toLowerCase().includes(value);
    if (sign !== ':' && sign !== '=') throw new Error(`${key} is a text: write ${key}:TEXT or ${key}:~PART`);
    // A comma separates verdicts; problems and messages may hold one.
    const all = new Set(key === 'verdict' ? value.split(',') : [value]);
    return i => all.has(texts[key](i).toLowerCase());
  }
  if (Object.hasOwn(numbers, key)) {
    const number = Number(value);
    if (value === '' || Number.isNaN(number) || sign === ':~') throw new Error(`${key} is a number: write ${key}>2 or ${key}:2`);
    return i => COMPARISONS[sign](numbers[key](i), number);
  }
  if (key === 'is' && Object.hasOwn(marks, value)) return marks[value];
  if (key === 'is') throw new Error(`is:${value} is unknown; there are ${Object.keys(marks).join(', ')}`);
  throw new Error(`${key} is unknown; there are ${[...Object.keys(texts), ...Object.keys(numbers), 'is'].join(', ')}`);
}

/** A function that says whether the sample at a position is wanted. */
function filterOf(text, data) {
  const terms = wordsOf(text).map(word => {
    if (!word.startsWith('-') || word.length === 1) return termOf(word, data);
    const term = termOf(word.slice(1), data);
    return i => !term(i);
  });
  return i => terms.every(term => term(i));
}

const COLLATOR = new Intl.Collator('en', { numeric: true });

/** The place of each text among all, in the order in which people count. */
function ranksOf(texts) {
  const order = texts.map((_, i) => i).sort((a, b) => COLLATOR.compare(texts[a], texts[b]));
  const ranks = new Uint32Array(texts.length);
  order.forEach((text, rank) => { ranks[text] = rank; });
  return ranks;
}

/** What samples are sorted by; equal ones stay in their order. */
function sortKeysOf(data) {
  const problems = ranksOf(data.problems);
  const messages = ranksOf(data.clusters);
  return {
    ...numbersOf(data),
    problem: i => problems[data.problem[i]],
    verdict: i => data.verdict[i],
    passed: i => data.tests[i] === 0 ? -1 : data.passed[i] / data.tests[i],
    message: i => data.cluster[i] === NONE ? -1 : messages[data.cluster[i]],
  };
}

/** The positions of wanted samples in the order of a key; '-' before it turns the order. */
function selectionOf(data, wanted, sort, keys) {
  const chosen = [];
  for (let i = 0; i < data.rows; i++) if (wanted(i)) chosen.push(i);
  const turned = sort.startsWith('-');
  const key = keys[turned ? sort.slice(1) : sort];
  if (!key) return chosen;
  const values = new Float64Array(data.rows);
  for (const i of chosen) values[i] = key(i);
  const direction = turned ? -1 : 1;
  return chosen.sort((a, b) => direction * (values[a] - values[b]) || a - b);
}
