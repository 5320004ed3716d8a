// The islands on the guide page, with a server that answers as the program does.
import assert from 'node:assert/strict';
import { after, before, beforeEach, afterEach, test } from 'node:test';
import { desk, launch, serve } from './chromium.mjs';

let site;
let browser;
let context;
let page;
let asked;

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

function suggestions(words) {
  return `<p class="small mute" data-status>found for ${words}</p><ul><li class="suggestion"><a href="#one">${words}</a>
    <button class="btn small">Me too</button></li><li class="suggestion"><a href="#two">two</a></li></ul>`;
}

const answers = {
  'GET /suggestions': async (url) => {
    const words = url.searchParams.get('words');
    asked.push(words);
    if (words === 'slow words') await pause(600);
    return suggestions(words);
  },
  'POST /preview': (url, body) => {
    asked.push(new URLSearchParams(body).get('text'));
    return '<html><body><h1>frame</h1><div data-part="preview"><p>shown <em>so</em></p></div></body></html>';
  },
};

before(async () => {
  site = await serve(answers);
  browser = await launch();
});

after(async () => {
  await browser.close();
  site.close();
});

beforeEach(async () => {
  asked = [];
  context = await browser.newContext(desk);
  page = await context.newPage();
  await page.goto(`${site.url}/guide.html`);
});

afterEach(() => context.close());

const focused = () => page.evaluate(() => document.activeElement.textContent.trim() || document.activeElement.id);

test('is-it-this asks once for what was typed in one go, and says what it found', async () => {
  await page.clock.install({ time: new Date('2026-11-22T05:40:00Z') });
  await page.reload();
  // The clock stands still but for what it is told.
  await page.clock.pauseAt(new Date('2026-11-22T06:00:00Z'));
  for (const words of ['lock', 'lock sc', 'lock screen']) {
    await page.locator('#words').fill(words);
    await page.clock.runFor(words === 'lock screen' ? 250 : 200);
  }
  await page.getByText('found for lock screen', { exact: true }).first().waitFor();
  assert.deepEqual(asked, ['lock screen']);
  assert.equal(await page.locator('is-it-this [role="status"]').textContent(), 'found for lock screen');
});

test('is-it-this never shows an answer to what was typed before', async () => {
  await page.locator('#words').fill('slow words');
  await page.waitForRequest(/slow/);
  await page.locator('#words').fill('quick words');
  await page.locator('[data-list]').getByText('found for quick words').waitFor();
  await pause(800);
  assert.deepEqual(asked, ['slow words', 'quick words']);
  assert.equal(await page.locator('[data-list] a').first().textContent(), 'quick words');
});

test('is-it-this asks nothing for less than two characters and takes the list away', async () => {
  await page.locator('#words').fill(' a ');
  await page.waitForFunction(() => document.querySelector('[data-list]').childElementCount === 0);
  assert.deepEqual(asked, []);
});

test('is-it-this is walked with the arrow keys', async () => {
  await page.locator('#words').fill('camera');
  await page.locator('[data-list]').getByText('found for camera').waitFor();
  await page.locator('#words').focus();
  await page.keyboard.press('End');
  for (const expected of ['camera', 'two', 'two']) {
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(), expected);
  }
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  assert.equal(await focused(), 'words');
});

test('completeness-meter counts weights as they are filled and hides the hints', async () => {
  const score = () => page.locator('completeness-meter output').textContent();
  assert.equal(await score(), '0');
  await page.locator('#title').fill('  相机打开慢 ');
  assert.equal(await score(), '30');
  await page.locator('[name="often"]').first().check();
  assert.equal(await score(), '50');
  await page.locator('#steps').fill('九个字还不够十个吧');
  assert.equal(await score(), '50');
  await page.locator('#steps').fill('这样写下来就够十个字了');
  await page.locator('#module').selectOption({ index: 1 });
  assert.equal(await score(), '90');
  assert.equal(await page.locator('completeness-meter meter').evaluate((meter) => meter.value), 90);
  assert.deepEqual(await page.locator('completeness-meter li:visible').evaluateAll((list) => list.map((li) => li.dataset.for)), ['picture']);
});

test('draft-keeper brings back what was typed, until it is thrown away or sent', async () => {
  const restored = page.locator('[data-restored]');
  const type = async (text) => {
    await page.locator('#steps').fill(text);
    await page.waitForFunction((typed) => localStorage.getItem('draft:guide')?.includes(typed), text);
    await page.reload();
  };
  assert.equal(await restored.isVisible(), false);
  await type('first lock it');
  assert.equal(await page.locator('#steps').inputValue(), 'first lock it');
  assert.equal(await restored.isVisible(), true);
  await page.locator('[data-discard]').click();
  assert.equal(await page.locator('#steps').inputValue(), '');
  await page.reload();
  assert.equal(await restored.isVisible(), false);
  await type('then open it');
  await page.locator('[name="often"]').first().check();
  await page.locator('#report .btn.do').click();
  await page.waitForLoadState();
  assert.equal(await page.evaluate(() => localStorage.getItem('draft:guide')), null);
});

test('confirm-submit lets a form go once', async () => {
  let sent = 0;
  await page.route('**/guide.html', async (route) => {
    sent += 1;
    await pause(300);
    await route.fulfill({ status: 204 });
  });
  await page.locator('[name="often"]').first().check();
  await page.locator('#report .btn.do').evaluate((button) => {
    button.form.addEventListener('submit', () => (window.times = (window.times ?? 0) + 1));
    button.click();
    setTimeout(() => button.click(), 50);
  });
  await page.waitForFunction(() => document.querySelector('#report').getAttribute('aria-busy') === 'true');
  await pause(150);
  assert.equal(await page.locator('#report .btn.do').isDisabled(), true);
  assert.equal(await page.evaluate(() => window.times), 1);
  assert.equal(sent, 1);
});

test('markdown-preview shows the part of the answer beside the text', async () => {
  await page.locator('#reply').fill('so *it* is');
  await page.getByText('先看看').click();
  await page.locator('[data-shown]:visible').waitFor();
  assert.equal(await page.locator('[data-shown]').innerHTML(), '<p>shown <em>so</em></p>');
  assert.deepEqual(asked, ['so *it* is']);
  assert.equal(context.pages().length, 1);
});

test('quote-button quotes what is selected, else the whole post', async () => {
  await page.locator('#reply').fill('Look:');
  await page.locator('#post-2 quote-button a').click();
  const whole = await page.locator('#post-2 .prose').innerText();
  assert.equal(await page.locator('#reply').inputValue(), `Look:\n\n> @林工：\n> ${whole}\n\n`);
  await page.locator('#reply').fill('');
  await page.locator('#post-1 .prose strong').evaluate((word) => getSelection().selectAllChildren(word));
  await page.locator('#post-1 quote-button a').click();
  assert.equal(await page.locator('#reply').inputValue(), '> @老周：\n> 一米二\n\n');
  assert.equal(await focused(), 'reply');
});

test('relative-time stays true while the page is open', async () => {
  await page.clock.install({ time: new Date('2026-11-22T05:40:00Z') });
  await page.reload();
  const said = () => page.locator('relative-time').first().textContent();
  assert.equal(await said(), '20 分钟前');
  await page.clock.runFor(3 * 60_000);
  assert.equal(await said(), '23 分钟前');
  await page.clock.runFor(3 * 3_600_000);
  assert.equal(await said(), '3 小时前');
});

test('error-summary has the focus and names the fields', async () => {
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'error-summary');
  const links = await page.locator('error-summary a').allTextContents();
  assert.deepEqual(links, ['一句话说是什么 再多说一点：至少 4 个字。', '多久碰到一次 选一个。']);
});

test('wide tables of posts take the focus, so that the keyboard can scroll them', async () => {
  assert.equal(await page.locator('#post-1 table').getAttribute('tabindex'), '0');
});
