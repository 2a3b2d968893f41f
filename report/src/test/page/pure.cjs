// Tests the parts of the page's script that need no browser; see README.md.
'use strict';
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { gzipSync } = require('node:zlib');

const folder = join(__dirname, '../../main/resources/dev/sce/report/page');
const source = ['codec.js', 'filter.js', 'text.js', 'map.js'].map(name => readFileSync(join(folder, name), 'utf8')).join('\n');
const names = ['decoded', 'unpacked', 'positionOf', 'blockOf', 'filterOf', 'sortKeysOf', 'selectionOf', 'partsOf', 'linesIn',
  'sidesIn', 'differenceOf', 'measured', 'seconds', 'size', 'mapLayout'];
const page = new Function(`'use strict'; ${source}; return { ${names.join(', ')} };`)();

/** Four samples of two problems: PASSED, FAILED, FAILED, TIMED_OUT; 0.1, 1, 3 and 10 s. */
function sampleData() {
  return {
    rows: 4, verdicts: ['PASSED', 'FAILED', 'TIMED_OUT'], problems: ['tree/10', 'list/2'], clusters: ['index out of range', ''],
    index: [0, 1, 5, 7], problem: [0, 0, 1, 1], sample: [0, 1, 0, 1], verdict: [0, 1, 1, 2], passed: [2, 1, 0, 0], tests: [2, 2, 2, 0],
    runtime: [0.1, 1, 3, 10].map(each => 1 + Math.round(5000 * Math.log10(each * 1e6))), memory: [0, 1, 1, 1],
    failing: [0xffff, 1, 0, 0xffff], cluster: [0xffff, 0, 0, 1], flags: [0, 2, 0, 1], detail: [1, 0, 2, 3],
  };
}

function found(filter, sort = '') {
  const data = sampleData();
  return page.selectionOf(data, page.filterOf(filter, data), sort, page.sortKeysOf(data));
}

const tests = {
  'a filter combines its words'() {
    assert.deepEqual(found(''), [0, 1, 2, 3]);
    assert.deepEqual(found('verdict:failed problem:~tree'), [1]);
    assert.deepEqual(found('verdict:FAILED,TIMED_OUT'), [1, 2, 3]);
    assert.deepEqual(found('runtime>2'), [2, 3]);
    assert.deepEqual(found('runtime<=1.001 -verdict:PASSED'), [1]);
    assert.deepEqual(found('message:~"out of"'), [1, 2]);
    assert.deepEqual(found('message:"index out of range"'), [1, 2]);
    assert.deepEqual(found('list'), [2, 3]);
    assert.deepEqual(found('-tree'), [2, 3]);
    assert.deepEqual(found('is:unstable'), [1]);
    assert.deepEqual(found('is:duplicate'), [3]);
    assert.deepEqual(found('-is:detailed'), [1]);
    assert.deepEqual(found('cause:0 index:5'), [2]);
    assert.deepEqual(found('passed=0 tests:2'), [2]);
    assert.deepEqual(found('failing:2'), [1]);
  },
  'a filter that makes no sense says why'() {
    assert.throws(() => found('colour:red'), /colour is unknown; there are verdict, problem/);
    assert.throws(() => found('runtime>fast'), /runtime is a number/);
    assert.throws(() => found('problem>2'), /problem is a text/);
    assert.throws(() => found('is:odd'), /is:odd is unknown/);
    assert.throws(() => found('constructor:x'), /constructor is unknown/);
  },
  'samples are sorted, equal ones in their order'() {
    assert.deepEqual(found('', '-runtime'), [3, 2, 1, 0]);
    assert.deepEqual(found('', 'problem'), [2, 3, 0, 1]);
    assert.deepEqual(found('', 'verdict'), [0, 1, 2, 3]);
    assert.deepEqual(found('', 'passed'), [3, 2, 1, 0]);
    assert.deepEqual(found('', 'nonsense'), [0, 1, 2, 3]);
  },
  'hidden characters become visible'() {
    assert.deepEqual(page.partsOf('a\u0000b', false), [['a', false], ['\u2400', true], ['b', false]]);
    assert.deepEqual(page.partsOf('\u202e', false), [['\u27e8202E\u27e9', true]]);
    assert.deepEqual(page.partsOf('\ud800x', false), [['\u27e8D800\u27e9', true], ['x', false]]);
    assert.deepEqual(page.partsOf('a\n\tb', true), [['a\n\tb', false]]);
    assert.deepEqual(page.partsOf('😀', false), [['😀', false]]);
    assert.deepEqual(page.partsOf('', false), []);
  },
  'lines of the program are found in messages'() {
    assert.deepEqual([...page.linesIn('SyntaxError: bad (solution.py, line 12)')], [12]);
    assert.deepEqual([...page.linesIn('  File "solution.py", line 3, in f\n  File "x", line 9')], [3, 9]);
    assert.deepEqual([...page.linesIn('main.cpp:7:5: error: x')], [7]);
    assert.deepEqual([...page.linesIn('line 4: 1 expected, found 2')], []);
  },
  'what was expected is told from what there was'() {
    assert.equal(page.sidesIn('expected 1, got 2').actual, '2');
    assert.equal(page.sidesIn('gives 5, expected 6').expected, '6');
    assert.equal(page.sidesIn("line 3: 'a' expected, found 'b'").expected, "'a'");
    assert.equal(page.sidesIn('nothing of the kind'), null);
    assert.deepEqual(page.differenceOf('abcd', 'abXd'), [2, 1]);
    assert.deepEqual(page.differenceOf('aa', 'aaa'), [2, 0]);
  },
  'samples and details are found'() {
    assert.equal(page.positionOf(sampleData(), 5), 2);
    assert.equal(page.positionOf(sampleData(), 6), -1);
    assert.deepEqual(page.blockOf([0, 10, 25], 24), [1, 14]);
    assert.deepEqual(page.blockOf([0, 10, 25], 25), [2, 0]);
  },
  async 'what Java packs is unpacked'() {
    const head = Buffer.from('{"rows":1}\n');
    const columns = Buffer.from([3, 0, 0, 0, 2, 0, 0, 0, 255, 255, 255, 255, 4, 1, 0, 2, 0, 255, 255, 137, 19, 0, 0, 255, 255, 2, 9, 0, 0, 0]);
    const data = page.decoded(await page.unpacked(gzipSync(Buffer.concat([head, columns])).toString('base64')));
    assert.deepEqual([data.index[0], data.problem[0], data.sample[0], data.verdict[0], data.passed[0], data.tests[0]], [2, 2, -1, 4, 1, 2]);
    assert.deepEqual([data.failing[0], data.memory[0], data.cluster[0], data.flags[0], data.detail[0]], [0xffff, 0, 0xffff, 2, 9]);
    assert.ok(Math.abs(page.measured(data.runtime[0]) - 10) < 0.01);
  },
  'numbers have no more digits than they need'() {
    assert.equal(page.seconds(0.0123456), '12.3 ms');
    assert.equal(page.seconds(12.3456), '12.3 s');
    assert.equal(page.size(16986112), '16.2 MiB');
    assert.equal(page.size(3 * 1024 ** 3), '3 GiB');
  },
  'the map fits its width'() {
    for (const [problems, most] of [[164, 4], [164, 200], [100000, 1], [1, 1], [1000, 100]]) {
      const layout = page.mapLayout(560, problems, most);
      assert.ok(layout.strips * layout.strip - 10 <= 560 || layout.strips === 1, `${problems} × ${most}`);
      assert.ok(layout.strips * layout.rows >= problems);
      assert.ok(layout.rows * layout.cellHeight < 32000);
    }
  },
};

(async () => {
  for (const [name, test] of Object.entries(tests)) {
    await test();
    console.log(`ok: ${name}`);
  }
})().catch(error => {
  console.error(error);
  process.exit(1);
});
