/** Every sample as a cell: a row for each problem, in as many columns of rows as there is room for. */

const GAP = 10;

function mapLayout(width, problems, most) {
  const cellWidth = Math.max(1, Math.min(12, Math.floor(width / most)));
  const cellHeight = problems * most > 20000 ? 3 : problems > 400 ? 5 : most > 40 ? 6 : 10;
  const strip = most * cellWidth + GAP;
  // With one sample each, one row below the other would be a line that nobody can read.
  const strips = Math.max(1, Math.min(problems, Math.floor((width + GAP) / strip)));
  return { cellWidth, cellHeight, strip, strips, rows: Math.ceil(problems / strips) };
}

function mapOf(data, canvas, frame, said, actions) {
  const samples = data.problems.map(() => []);
  for (let i = 0; i < data.rows; i++) samples[data.problem[i]].push(i);
  const passed = data.verdicts.indexOf('PASSED');
  const rate = list => list.filter(i => data.verdict[i] === passed).length / list.length;
  const rates = samples.map(rate);
  const order = samples.map((_, problem) => problem).sort((a, b) => rates[a] - rates[b] || a - b);
  order.forEach(problem => samples[problem].sort((a, b) => (data.verdict[a] === passed ? 1 : 0) - (data.verdict[b] === passed ? 1 : 0) || data.verdict[a] - data.verdict[b] || a - b));
  const most = samples.reduce((longest, list) => Math.max(longest, list.length), 1);
  let layout;

  function draw() {
    const width = frame.clientWidth - 2;
    if (width <= 0) return;
    layout = mapLayout(width, order.length, most);
    const wide = Math.max(layout.strips * layout.strip - GAP, 1);
    const high = layout.rows * layout.cellHeight;
    const scale = wide * high > 4e6 ? 1 : Math.min(2, devicePixelRatio || 1);
    canvas.width = wide * scale;
    canvas.height = high * scale;
    canvas.style.width = `${wide}px`;
    canvas.style.height = `${high}px`;
    const style = getComputedStyle(document.documentElement);
    const colours = data.verdicts.map(verdict => style.getPropertyValue(`--${verdict}`).trim() || style.getPropertyValue('--unjudged').trim());
    const context = canvas.getContext('2d');
    context.scale(scale, scale);
    const gapX = layout.cellWidth > 4 ? 1 : 0;
    const gapY = layout.cellHeight > 4 ? 1 : 0;
    order.forEach((problem, place) => {
      const x = Math.floor(place / layout.rows) * layout.strip;
      const y = (place % layout.rows) * layout.cellHeight;
      samples[problem].forEach((i, at) => {
        context.fillStyle = colours[data.verdict[i]];
        context.fillRect(x + at * layout.cellWidth, y, layout.cellWidth - gapX, layout.cellHeight - gapY);
      });
    });
  }

  function under(event) {
    const strip = Math.floor(event.offsetX / layout.strip);
    const row = Math.floor(event.offsetY / layout.cellHeight);
    const at = Math.floor((event.offsetX - strip * layout.strip) / layout.cellWidth);
    const list = row < layout.rows ? samples[order[strip * layout.rows + row]] : undefined;
    return list?.[at];
  }

  canvas.addEventListener('mousemove', event => {
    const i = under(event);
    said.replaceChildren();
    if (i !== undefined) write(said, `${data.problems[data.problem[i]]}, sample ${data.index[i]}: ${data.verdicts[data.verdict[i]]}`);
    canvas.classList.toggle('over', i !== undefined);
  });
  canvas.addEventListener('mouseleave', () => said.replaceChildren());
  canvas.addEventListener('click', event => {
    const i = under(event);
    if (i !== undefined) actions.open(i);
  });
  return { draw };
}
