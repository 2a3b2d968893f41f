// Drives the page of a running server in Chromium; see README.md.
'use strict';
const assert = require('node:assert/strict');
const { existsSync, mkdirSync } = require('node:fs');
const { delimiter, join } = require('node:path');

const [url, ...options] = process.argv.slice(2);
const option = name => options.includes(name) ? options[options.indexOf(name) + 1] : '';
const token = option('--token');
const shots = option('--shots');

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

if (!url) {
  console.error('usage: node check.cjs URL [--token TOKEN] [--shots DIR]');
  process.exit(2);
}
const { chromium } = playwright();
const executablePath = browserOnPath() || skip('there is no Chromium; set CHROMIUM or install it');
if (shots) mkdirSync(shots, { recursive: true });

/** Opens the page, gives the token, and fails on anything that the browser complains of. */
async function open(browser, settings, complaints) {
  const context = await browser.newContext(settings);
  const page = await context.newPage();
  page.on('console', message => {
    // A refusal for want of a token is what the page expects.
    if (message.type() === 'error' && !/status of 401/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('request', request => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) complaints.push(`asks for ${request.url()}`);
  });
  await page.goto(url + '/');
  if (token) {
    await page.fill('#token', 'not the token');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#refused:visible');
    await page.fill('#token', token);
    await page.keyboard.press('Enter');
  }
  await page.waitForSelector('#content:visible');
  await page.waitForSelector('#known tr');
  return page;
}

async function run(page, code, language = 'python') {
  await page.selectOption('#language', language);
  await page.fill('#code', code);
  await page.focus('#code');
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction(() => !document.getElementById('run').disabled);
  return { verdict: await page.textContent('#verdict'), printed: await page.locator('#printed pre').allTextContents() };
}

const checks = {
  async 'the page shows the state of the server'(page) {
    await page.waitForFunction(() => document.getElementById('state').textContent === 'ready');
    assert.match(await page.textContent('#workers'), /^of \d+$/);
    assert.match(await page.textContent('#facts'), /Isolation/);
  },
  async 'the first program runs with the keyboard alone'(page) {
    await page.focus('#language');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#printed pre');
    assert.deepEqual(await page.locator('#printed pre').allTextContents(), ['Hello, World!\n']);
  },
  async 'how a program ended is told'(page) {
    assert.match((await run(page, 'import sys; sys.stderr.write("bad"); exit(3)')).verdict, /^Ended with status 3/);
    assert.match((await run(page, 'import os; os.kill(os.getpid(), 11)')).verdict, /^Ended by signal 11/);
    await page.fill('#seconds', '0.5');
    assert.match((await run(page, 'while True: pass')).verdict, /^Exceeded its time limit/);
    await page.fill('#seconds', '5');
  },
  async 'what a program prints is never markup'(page) {
    const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>\u0000\u202e';
    const { printed } = await run(page, `print(${JSON.stringify(hostile)})`);
    assert.equal(printed[0].slice(0, 60), hostile.slice(0, 60));
    assert.equal(await page.locator('#printed img, #printed script').count(), 0);
    assert.equal(await page.title(), 'sce');
  },
  async 'outcomes are counted'(page) {
    await page.waitForFunction(() => /NONZERO_EXIT/.test(document.getElementById('counts').textContent));
    assert.ok(await page.locator('#bars span').count() > 0);
  },
  async 'a script that is not the page’s own does not run'(page) {
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "taken over"';
      document.body.append(script);
    });
    assert.equal(await page.title(), 'sce');
  },
};

async function fits(page) {
  const [wide, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= shown, `the page is ${wide} wide on a screen of ${shown}`);
}

async function description(page) {
  await page.click('#docs');
  await page.waitForSelector('details');
  const described = await page.evaluate(async () => {
    const api = await (await fetch(document.getElementById('document').href)).json();
    return Object.values(api.paths).reduce((sum, path) => sum + Object.keys(path).length, 0);
  });
  assert.equal(await page.locator('details').count(), described);
  await page.evaluate(() => document.querySelectorAll('details').forEach(each => { each.open = true; }));
  await fits(page);
  await page.click('#home');
  await page.waitForSelector(token ? '#door:visible' : '#content:visible');
}

async function main() {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const complaints = [];
  try {
    const page = await open(browser, { viewport: { width: 1200, height: 900 } }, complaints);
    for (const [name, check] of Object.entries(checks)) {
      if (/not the page/.test(name)) {
        // The browser is meant to complain of this one.
        assert.deepEqual(complaints, []);
      }
      await check(page);
      console.log(`ok: ${name}`);
    }
    complaints.length = 0;
    for (const [name, settings] of Object.entries({
      light: { viewport: { width: 1200, height: 900 }, colorScheme: 'light' },
      dark: { viewport: { width: 1200, height: 900 }, colorScheme: 'dark' },
      phone: { viewport: { width: 360, height: 740 }, colorScheme: 'light', isMobile: true, hasTouch: true },
      'phone-dark': { viewport: { width: 360, height: 740 }, colorScheme: 'dark', isMobile: true, hasTouch: true },
    })) {
      const looked = await open(browser, settings, complaints);
      await run(looked, 'print("x" * 300)\nraise ValueError("told")');
      await fits(looked);
      if (shots) await looked.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
      await description(looked);
      console.log(`ok: it fits, and so does the description of the routes (${name})`);
    }
    assert.deepEqual(complaints, []);
  } finally {
    await browser.close();
  }
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
