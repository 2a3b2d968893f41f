/** The table of samples. Only the rows that are seen exist. */

const ROW_HEIGHT = 27;
const SPARE_ROWS = 12;
const HEADS = [
  ['index', '#', 'num'], ['problem', 'problem', 'id'], ['sample', 'sample', 'num extra'], ['verdict', 'verdict', ''],
  ['passed', 'tests', 'num'], ['runtime', 'wall time', 'num'], ['memory', 'memory', 'num extra'], ['message', 'message', 'message'],
];

function tableOf(data, frame, heads, body, actions) {
  const verdictOf = i => data.verdicts[data.verdict[i]];
  let chosen = [];
  let selected = 0;

  function cells(i) {
    const row = element('tr');
    const cell = (classes, text) => { const made = write(element('td', classes), text); row.append(made); return made; };
    cell('num quiet', String(data.index[i]));
    cell('id', data.problems[data.problem[i]] || '(no problem)');
    cell('num extra', data.sample[i] < 0 ? '–' : String(data.sample[i]));
    cell('', verdictOf(i)).prepend(element('span', `chip v-${verdictOf(i)}`));
    cell('num', data.tests[i] === 0 ? '–' : `${data.passed[i]}/${data.tests[i]}`);
    cell('num', data.runtime[i] === 0 ? '–' : seconds(measured(data.runtime[i]) / 1e6));
    cell('num extra', data.memory[i] === 0 ? '–' : size(measured(data.memory[i])));
    cell('message', data.cluster[i] === NONE ? '' : data.clusters[data.cluster[i]]);
    return row;
  }

  function spacer(rows) {
    const row = element('tr', 'spacer');
    const cell = element('td');
    cell.colSpan = HEADS.length;
    cell.style.height = `${rows * ROW_HEIGHT}px`;
    row.append(cell);
    row.setAttribute('aria-hidden', 'true');
    return row;
  }

  function draw() {
    const from = Math.max(0, Math.floor(frame.scrollTop / ROW_HEIGHT) - SPARE_ROWS);
    const to = Math.min(chosen.length, Math.ceil((frame.scrollTop + frame.clientHeight) / ROW_HEIGHT) + SPARE_ROWS);
    const rows = [spacer(from)];
    for (let place = from; place < to; place++) {
      const row = cells(chosen[place]);
      row.setAttribute('aria-rowindex', String(place + 2));
      row.dataset.place = String(place);
      if (place === selected) row.className = 'selected';
      rows.push(row);
    }
    rows.push(spacer(chosen.length - to));
    body.replaceChildren(...rows);
  }

  function reveal() {
    const top = selected * ROW_HEIGHT;
    const seen = frame.clientHeight - 2 * ROW_HEIGHT;
    if (top < frame.scrollTop) frame.scrollTop = top;
    else if (top > frame.scrollTop + seen) frame.scrollTop = top - seen;
  }

  function drawHeads(sort) {
    heads.replaceChildren(...HEADS.map(([key, name, classes]) => {
      const head = element('th', classes);
      const button = element('button', '', name);
      button.type = 'button';
      const turned = sort === `-${key}`;
      head.setAttribute('aria-sort', turned ? 'descending' : sort === key ? 'ascending' : 'none');
      button.addEventListener('click', () => actions.sort(sort === key ? `-${key}` : key));
      head.append(button);
      return head;
    }));
  }

  body.addEventListener('click', event => {
    const place = event.target.closest('tr')?.dataset.place;
    if (place === undefined) return;
    selected = Number(place);
    actions.open(chosen[selected]);
  });
  let pending = false;
  frame.addEventListener('scroll', () => {
    if (pending) return;
    pending = true;
    requestAnimationFrame(() => { pending = false; draw(); });
  });

  return {
    draw,
    show(selection, sort) {
      chosen = selection;
      selected = 0;
      frame.scrollTop = 0;
      body.parentElement.setAttribute('aria-rowcount', String(chosen.length + 1));
      drawHeads(sort);
      draw();
    },
    /** Moves the selection and returns the sample it comes to. */
    move(by) {
      selected = Math.max(0, Math.min(chosen.length - 1, selected + by));
      reveal();
      draw();
      return chosen[selected];
    },
    current: () => chosen[selected],
    /** Selects a sample, if it is in the table. */
    select(position) {
      const place = chosen.indexOf(position);
      if (place < 0) return;
      selected = place;
      reveal();
      draw();
    },
  };
}
