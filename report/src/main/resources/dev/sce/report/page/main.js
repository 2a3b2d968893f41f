/** State of the page. It is in the address, after '#', so that a link shows the same. */

const at = id => document.getElementById(id);

function stateIn(fragment) {
  const text = fragment.replace(/^#/, '');
  if (!text.includes('=')) return { q: '', sort: '', s: null, part: text };
  const fields = new URLSearchParams(text);
  const s = fields.get('s');
  return { q: fields.get('q') || '', sort: fields.get('sort') || '', s: /^\d+$/.test(s || '') ? Number(s) : null, part: '' };
}

function fragmentOf(state) {
  const fields = new URLSearchParams();
  for (const name of ['q', 'sort', 's']) if (state[name] !== '' && state[name] !== null) fields.set(name, state[name]);
  return `#${fields}`;
}

async function start() {
  document.documentElement.classList.add('scripted');
  const data = decoded(await unpacked(at('data').textContent));
  const keys = sortKeysOf(data);
  const blocks = document.querySelectorAll('.block');
  const opened = new Map();
  let state = null;
  let place = 0;

  async function detailOf(i) {
    if (data.detail[i] === 0) return null;
    const [block, within] = blockOf(data.blocks, data.detail[i] - 1);
    if (!opened.has(block)) {
      if (opened.size > 8) opened.delete(opened.keys().next().value);
      opened.set(block, unpacked(blocks[block].textContent).then(bytes => JSON.parse(new TextDecoder().decode(bytes))));
    }
    return (await opened.get(block))[within];
  }

  /** Goes to a state; what is opened or closed becomes a step of the history, what is typed does not. */
  function go(change, step) {
    const next = fragmentOf({ ...state, part: '', ...change });
    if (step) location.hash = next;
    else history.replaceState(null, '', next);
    apply();
  }

  const actions = {
    open: i => go({ s: data.index[i] }, state.s === null),
    sort: sort => go({ sort }, false),
    back: () => go({ s: null }, true),
    next: () => actions.open(table.move(1)),
    previous: () => actions.open(table.move(-1)),
  };
  const table = tableOf(data, at('frame'), at('heads'), at('body'), actions);
  const map = mapOf(data, at('map'), at('map-frame'), at('map-said'), actions);

  function select(q, sort) {
    at('wrong').hidden = true;
    try {
      const chosen = selectionOf(data, filterOf(q, data), sort, keys);
      at('shown').textContent = `${chosen.length.toLocaleString('en')} of ${data.rows.toLocaleString('en')}`;
      table.show(chosen, sort);
    } catch (error) {
      at('wrong').hidden = false;
      at('wrong').replaceChildren();
      write(at('wrong'), error.message);
    }
  }

  async function showOne(i, before) {
    if (before === null || before === undefined) place = scrollY;
    const detail = await detailOf(i);
    if (state.s !== data.index[i]) return; // somebody went on meanwhile
    table.select(i);
    showSample(at('one'), data, i, detail, actions);
    at('one').hidden = false;
    document.documentElement.classList.add('one');
    scrollTo(0, 0);
    at('one').focus({ preventScroll: true });
  }

  function showAll(before) {
    document.documentElement.classList.remove('one');
    at('one').hidden = true;
    if (before !== null && before !== undefined) {
      table.draw();
      scrollTo(0, place);
    }
  }

  function apply() {
    const before = state;
    state = stateIn(location.hash);
    if (state.part && before) {
      // A link to a part of the page leaves the filter as it is.
      state.q = before.q;
      state.sort = before.sort;
    }
    if (!before || before.q !== state.q || before.sort !== state.sort) {
      if (at('filter').value !== state.q) at('filter').value = state.q;
      select(state.q, state.sort);
    }
    const i = state.s === null ? -1 : positionOf(data, state.s);
    if (i >= 0) showOne(i, before?.s);
    else showAll(before?.s);
    if (before && state.s === null && before.q !== state.q && document.activeElement !== at('filter')) at('samples').scrollIntoView();
    if (state.part) document.getElementById(state.part)?.scrollIntoView();
  }

  let typing = 0;
  at('filter').addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => go({ q: at('filter').value.trim() }, false), 120);
  });
  addEventListener('hashchange', () => {
    if (fragmentOf(state) !== location.hash || state.part) apply();
  });
  addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typed = event.target.matches?.('input');
    const one = state.s !== null;
    if (event.key === 'Escape') {
      if (typed) at('frame').focus();
      else if (one) actions.back();
    } else if (typed) {
      if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
      at('frame').focus();
    } else if (event.key === '/') {
      if (one) actions.back();
      at('filter').scrollIntoView({ block: 'center' });
      at('filter').select();
    } else if (event.key === 'j' || event.key === 'k') {
      const by = event.key === 'j' ? 1 : -1;
      if (one) (by > 0 ? actions.next : actions.previous)();
      else table.move(by);
    } else if (event.key === 'Enter' && !one && !event.target.closest?.('a, button, summary')) {
      const i = table.current();
      if (i !== undefined) actions.open(i);
    } else {
      return;
    }
    event.preventDefault();
  });

  let resized = 0;
  addEventListener('resize', () => {
    cancelAnimationFrame(resized);
    resized = requestAnimationFrame(() => { map.draw(); table.draw(); });
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => map.draw());
  const closed = [];
  addEventListener('beforeprint', () => {
    document.querySelectorAll('main details:not([open], .help)').forEach(each => { each.open = true; closed.push(each); });
  });
  addEventListener('afterprint', () => closed.splice(0).forEach(each => { each.open = false; }));
  apply();
  map.draw();
  document.documentElement.classList.add('ready');
}

start().catch(error => {
  const said = at('wrong');
  said.hidden = false;
  said.textContent = `This browser cannot show the samples: ${error.message}`;
});
