/** The page of one sample. */

function factOf(name, value, classes = '') {
  const fact = element('div', classes);
  fact.append(element('dt', '', name), write(element('dd'), value));
  return fact;
}

function useOf(value, limit, unit) {
  if (value === 0) return 'not measured';
  return limit ? `${unit(value)} of ${unit(limit)} (${digits(100 * value / limit)}%)` : unit(value);
}

function codeOf(text, marked, promptLines) {
  const code = element('div', 'code');
  text.split('\n').forEach((line, at) => {
    const row = element('div', marked.has(at + 1) ? 'line marked' : at < promptLines ? 'line prompt' : 'line');
    const number = element('span', 'number', String(at + 1));
    number.setAttribute('aria-hidden', 'true');
    row.append(number, write(element('span', 'source'), line.replace(/\r$/, ''), true));
    code.append(row);
  });
  return code;
}

/** A text whose part that differs from another is marked. */
function sideOf(title, text, [head, tail]) {
  const side = element('div', 'side');
  const pre = element('pre');
  write(pre, text.slice(0, head), true);
  pre.append(write(element('mark'), text.slice(head, text.length - tail), true));
  write(pre, text.slice(text.length - tail), true);
  side.append(element('h3', '', title), pre);
  return side;
}

/** A message, with what was expected beside what there was if it says so. */
function messageOf(text) {
  const part = element('div', 'said');
  const sides = sidesIn(text);
  if (sides) {
    const difference = differenceOf(sides.expected, sides.actual);
    const pair = element('div', 'sides');
    pair.append(sideOf('Expected', sides.expected, difference), sideOf('Actual', sides.actual, difference));
    if (sides.before.trim()) part.append(write(element('p', 'quiet'), sides.before.trim()));
    part.append(pair);
  } else {
    part.append(write(element('pre'), text, true));
  }
  return part;
}

function testsOf(data, i, detail) {
  const part = element('section');
  part.append(element('h2', '', `Tests: ${data.passed[i]} of ${data.tests[i]} passed`));
  const chips = element('div', 'tests');
  detail.tests.forEach(([name, verdict, time]) => {
    const chip = write(element('span', `test v-${data.verdicts[verdict]}`), name);
    chip.title = `${data.verdicts[verdict]}${time === null ? '' : `, ${seconds(time)}`}`;
    chips.append(chip);
  });
  part.append(chips);
  if (detail.testsLeftOut) part.append(element('p', 'quiet', `${detail.testsLeftOut} more tests are left out.`));
  for (const [name, verdict, , said] of detail.tests) {
    if (!said || said === detail.detail) continue;
    part.append(write(element('h3', '', `${data.verdicts[verdict]}, test `), name), messageOf(said));
  }
  return part;
}

function factsOf(data, i, detail) {
  const facts = element('dl', 'facts');
  facts.append(
    factOf('Verdict', data.verdicts[data.verdict[i]]),
    factOf('Tests passed', data.tests[i] === 0 ? 'judged as one' : `${data.passed[i]} of ${data.tests[i]}`),
    factOf('Wall time', useOf(measured(data.runtime[i]) / 1e6, data.limits.timeout, seconds)),
    factOf('Peak memory', useOf(measured(data.memory[i]), data.limits.memory, size)));
  if (detail) facts.append(factOf('Score', digits(detail.score)), factOf('Program', detail.hash.slice(0, 12) || 'unreadable row'));
  if (detail?.language) facts.append(factOf('Language', detail.language));
  if (detail?.duplicateOf !== undefined) facts.append(factOf('Equal to', `sample ${detail.duplicateOf}, which ran instead`));
  if (data.flags[i] & UNSTABLE) facts.append(factOf('Unstable', 'equal programs got other verdicts', 'warned'));
  return facts;
}

function bodyOf(data, i, detail) {
  if (!detail) {
    const part = element('section');
    part.append(write(element('pre'), data.cluster[i] === NONE ? '' : data.clusters[data.cluster[i]], true),
      element('p', 'left-out', 'The message and the program of this sample are left out, to keep the page small. Its row in results.jsonl has the message.'));
    return [part];
  }
  const parts = [];
  if (detail.detail) {
    const part = element('section');
    part.append(element('h2', '', 'Message'), messageOf(detail.detail));
    parts.push(part);
  }
  if (detail.tests) parts.push(testsOf(data, i, detail));
  const messages = [detail.detail || '', ...(detail.tests || []).map(test => test[3] || '')];
  const part = element('section');
  part.append(element('h2', '', 'Program'));
  if (detail.program === undefined) {
    part.append(element('p', 'left-out', data.programs ? 'The row has no program.' : 'This page holds no programs, because the samples were not at hand when it was written.'));
  } else {
    part.append(codeOf(detail.program, linesIn(messages.join('\n')), detail.promptLines || 0));
    if (detail.programLeftOut) part.append(element('p', 'quiet', `${detail.programLeftOut} more characters are left out.`));
  }
  parts.push(part);
  return parts;
}

function showSample(page, data, i, detail, actions) {
  const top = element('header');
  const title = element('h2');
  title.id = 'one-title';
  const verdict = data.verdicts[data.verdict[i]];
  title.append(element('span', `chip v-${verdict}`));
  write(title, data.problems[data.problem[i]] || '(no problem)');
  title.append(element('span', 'quiet', ` sample ${data.index[i]}`));
  const buttons = element('div', 'buttons');
  for (const [name, key, action] of [['All samples', 'Esc', actions.back], ['Previous', 'k', actions.previous], ['Next', 'j', actions.next]]) {
    const button = element('button', '', name);
    button.type = 'button';
    button.append(element('kbd', '', key));
    button.addEventListener('click', action);
    buttons.append(button);
  }
  top.append(title, buttons);
  page.replaceChildren(top, factsOf(data, i, detail), ...bodyOf(data, i, detail));
}
