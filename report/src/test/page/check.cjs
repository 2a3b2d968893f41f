// Opens pages of evaluations in Chromium; see README.md.
'use strict';
const assert = require('node:assert/strict');
const { existsSync, mkdirSync } = require('node:fs');
const { delimiter, join, resolve } = require('node:path');
const { pathToFileURL } = require('node:url');

const [pages, ...options] = process.argv.slice(2);
const shots = options[0] === '--shots' ? options[1] : '';

function skip(why) {
  console.log(`skipped: ${why}`);
  process.exit(0);
}

function browserOnPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  return process.env.PATH.split(delimiter).flatMap(folder => names.map(name => join(folder, name))).find(existsSync);
}

function playwright() {
  try {
    return require('playwright-core');
  } catch {
    return skip('there is no package playwright-core; see README.md');
  }
}

if (!pages) {
  console.error('usage: node check.cjs PAGES [--shots DIR]');
  process.exit(2);
}
const { chromium } = playwright();
const executablePath = browserOnPath() || skip('there is no Chromium; set CHROMIUM or install it');
if (shots) mkdirSync(shots, { recursive: true });
const complaints = [];

/** Opens a page and notes whatever the browser complains of, and everything that is asked for. */
async function open(browser, name, fragment = '', settings = { viewport: { width: 1280, height: 900 } }) {
  const context = await browser.newContext(settings);
  const page = await context.newPage();
  const url = pathToFileURL(join(resolve(pages), name)).href;
  page.on('console', message => complaints.push(`${name}: ${message.text()}`));
  page.on('pageerror', error => complaints.push(`${name}: ${error}`));
  page.on('request', request => {
    if (request.url().split('#')[0] !== url) complaints.push(`${name} asks for ${request.url()}`);
  });
  const began = Date.now();
  await page.goto(url + fragment);
  await page.waitForSelector('html.ready', { state: 'attached' });
  page.opened = Date.now() - began;
  return page;
}

const count = page => page.textContent('#shown');
const title = page => page.textContent('#one-title');
const settled = page => page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));

async function filter(page, text, shown) {
  await page.fill('#filter', text);
  await page.waitForFunction(wanted => document.getElementById('shown').textContent === wanted, shown);
}

async function fits(page) {
  // On a phone, the window grows with what it shows.
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= page.viewportSize().width, `the page is ${wide} wide on a screen of ${page.viewportSize().width}`);
}

// small.html has 40 samples of 10 problems; of each four, one passes, the second and third fail, the fourth is too slow.
const checks = {
  async 'a filter chooses samples and stands in the address'(browser) {
    const page = await open(browser, 'small.html');
    assert.equal(await count(page), '40 of 40');
    await filter(page, 'verdict:FAILED problem:~tree', '20 of 40');
    assert.match(page.url(), /#q=verdict%3AFAILED\+problem%3A%7Etree$/);
    await page.fill('#filter', 'colour:red');
    await page.waitForSelector('#wrong:visible');
    assert.match(await page.textContent('#wrong'), /^colour is unknown/);
    await filter(page, 'runtime>2', '0 of 40');
    assert.equal(await page.locator('#wrong:visible').count(), 0);
  },
  async 'columns sort, and sort back'(browser) {
    const page = await open(browser, 'small.html');
    const first = () => page.textContent('#body tr[data-place="0"] td:first-child');
    await page.click('#heads button:has-text("#")');
    assert.equal(await first(), '0');
    await page.click('#heads button:has-text("#")');
    assert.equal(await first(), '39');
    assert.match(page.url(), /sort=-index/);
  },
  async 'a link shows the same again'(browser) {
    const page = await open(browser, 'small.html', '#q=verdict%3AFAILED&sort=-index&s=38');
    await page.waitForSelector('#one:visible');
    assert.match(await title(page), /sample 38$/);
    await page.keyboard.press('Escape');
    await page.waitForSelector('#overview:visible');
    assert.equal(await page.inputValue('#filter'), 'verdict:FAILED');
    assert.equal(await count(page), '20 of 40');
    await page.goBack();
    await page.waitForSelector('#one:visible');
  },
  async 'the keyboard is enough'(browser) {
    const page = await open(browser, 'small.html');
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'filter');
    await page.keyboard.type('verdict:PASSED');
    await page.waitForFunction(() => document.getElementById('shown').textContent === '10 of 40');
    await page.keyboard.press('Enter');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#one:visible');
    assert.match(await title(page), /sample 4$/);
    await page.keyboard.press('j');
    await page.waitForFunction(() => /sample 8$/.test(document.getElementById('one-title').textContent));
    await page.keyboard.press('Escape');
    await page.waitForSelector('#overview:visible');
    assert.equal(await page.textContent('#body tr.selected td:first-child'), '8');
  },
  async 'the page of a sample shows its program, tests and both sides'(browser) {
    const page = await open(browser, 'small.html', '#s=1');
    await page.waitForSelector('#one:visible');
    assert.equal(await page.textContent('.line.marked .number'), '2');
    assert.match(await page.textContent('.line.marked .source'), /return x - 1/);
    assert.deepEqual(await page.locator('.tests .test').allTextContents(), ['t1', 't2']);
    assert.deepEqual(await page.locator('.side pre').allTextContents(), ['[1, 2, 3]', '[1, 7, 3]']);
    assert.deepEqual(await page.locator('.side mark').allTextContents(), ['2', '7']);
    assert.match(await page.textContent('#one .facts'), /Tests passed1 of 2.*Wall time.*of 10 s/);
  },
  async 'a cell of the map opens its sample'(browser) {
    const page = await open(browser, 'small.html');
    await page.hover('#map', { position: { x: 3, y: 3 } });
    assert.match(await page.textContent('#map-said'), /^tree\/\d+, sample \d+: /);
    await page.click('#map', { position: { x: 3, y: 3 } });
    await page.waitForSelector('#one:visible');
  },
  async 'a cause leads to its samples'(browser) {
    const page = await open(browser, 'small.html');
    await page.click('.clusters td.num a >> nth=0');
    await page.waitForFunction(() => document.getElementById('shown').textContent === '20 of 40');
  },
  async 'it prints without what only a screen can show'(browser) {
    const page = await open(browser, 'small.html', '', { viewport: { width: 1000, height: 900 }, colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('#frame:visible, nav:visible, .tools:visible').count(), 0);
    assert.equal(await page.locator('.clusters:visible').count(), 1);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)');
    if (shots) await page.pdf({ path: join(shots, 'small.pdf') });
  },
  async 'without a script the numbers are there'(browser) {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(resolve(pages), 'small.html')).href);
    assert.equal(await page.textContent('.big'), '0.250');
    assert.equal(await page.locator('.clusters:visible').count(), 1);
    assert.equal(await page.locator('#filter:visible, #map:visible').count(), 0);
    assert.match(await page.innerText('#samples'), /needs JavaScript/);
  },
  async 'hostile texts stay texts'(browser) {
    const page = await open(browser, 'hostile.html');
    const samples = Number((await count(page)).split(' of ')[1]);
    assert.ok(samples >= 40);
    for (let i = 0; i < samples; i++) {
      await page.evaluate(index => { location.hash = `s=${index}`; }, i);
      await page.waitForFunction(index => document.getElementById('one-title')?.textContent.endsWith(` sample ${index}`), i);
      assert.equal(await page.locator('#one script, #one img, #one iframe, #one svg, #one form, #one object, #one a, #one style').count(), 0);
    }
    await page.keyboard.press('Escape');
    await page.waitForSelector('#overview:visible');
    assert.equal(await page.title(), 'jsonl · sce');
    assert.equal(await page.locator('main img, main iframe, main form, main object, main script').count(), 0);
    const text = await page.evaluate(() => document.body.innerText);
    assert.ok(!/[\u0000\u001b\u202e\u2066\u200b\ufeff]/.test(text));
    await fits(page);
  },
  async 'a script that is not the page’s own does not run'(browser) {
    const before = complaints.length;
    const page = await open(browser, 'small.html');
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "taken over"';
      document.body.append(script);
    });
    await settled(page);
    assert.equal(await page.title(), 'jsonl · sce');
    assert.equal(complaints.length, before + 1);
    complaints.length = before;
  },
  async '100,000 samples open, scroll and filter'(browser) {
    const page = await open(browser, 'large.html');
    console.log(`large.html is ready after ${page.opened} ms`);
    assert.equal(await count(page), '100,000 of 100,000');
    await page.evaluate(() => { const frame = document.getElementById('frame'); frame.scrollTop = frame.scrollHeight; });
    await page.waitForSelector('#body tr[data-place="99999"]');
    assert.ok(await page.locator('#body tr').count() < 100);
    await filter(page, 'verdict:TIMED_OUT', '25,000 of 100,000');
    await page.evaluate(() => { location.hash = 's=99999'; });
    await page.waitForSelector('#one:visible');
    assert.match(await title(page), /sample 99999$/);
  },
  async 'it fits every screen'(browser) {
    for (const [name, settings] of Object.entries({
      light: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
      dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
      phone: { viewport: { width: 360, height: 740 }, colorScheme: 'light', isMobile: true, hasTouch: true },
    })) {
      const page = await open(browser, 'small.html', '', settings);
      await page.evaluate(() => document.querySelectorAll('details').forEach(each => { each.open = true; }));
      await fits(page);
      if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
      await page.evaluate(() => { location.hash = 's=1'; });
      await page.waitForSelector('#one:visible');
      await fits(page);
    }
  },
};

async function main() {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    for (const [name, check] of Object.entries(checks)) {
      await check(browser);
      assert.deepEqual(complaints, [], name);
      console.log(`ok: ${name}`);
    }
  } finally {
    await browser.close();
  }
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
