// With the keyboard alone: everything that can be pressed or filled in is reached by Tab, seen when it is, and not hidden
// under the tabs of phones; the skip link skips; Enter sends what was typed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { choose_language, launch, open_window, sign_in } from './browser.mjs';
import { start_demo } from './demo.mjs';

let browser;
let demo;
before(async () => { [browser, demo] = await Promise.all([launch(), start_demo('keyboard')]); });
after(async () => { await browser?.close(); await demo?.stop(); });

const places = [
  { name: 'the living room', who: 'member', path: '/' },
  { name: 'the demands', who: 'member', path: '/demands', widths: [360, 1280] },
  { name: 'a demand', who: 'member', path: '/demands/phone/1' },
  { name: 'the form of a report', who: 'member', path: '/reports/new?kind=bug' },
  { name: 'a topic', who: 'member', path: '/t/1' },
  { name: 'the inbox', who: 'staff', path: '/studio/inbox' },
  { name: 'the surface board', who: 'staff', path: '/studio', widths: [360, 1280] },
  { name: 'a place in the plan', who: 'staff', path: '/studio/plan' },
];

async function window_of(who, width = 1280) {
  const page = await open_window(browser, demo.url, { language: 'en', width });
  await sign_in(page, demo.people[who]);
  await choose_language(page, 'en');
  return page;
}

for (const { name, who, path, widths = [360] } of places) {
  for (const width of widths) {
    test(`Tab reaches everything: ${name}, ${width} wide`, async () => {
      const page = await window_of(who, width);
      await page.goto(path);
      const closed = page.locator('main details:not([open]) > summary');
      while (await closed.count() > 0) await closed.first().press('Enter');
      assert.deepEqual(await tab_through(page), []);
      await page.context().close();
    });
  }
}

// Presses Tab until the focus has gone round. -> what is wrong with where it was, and what it never came to
async function tab_through(page) {
  await page.evaluate(remember_all);
  const wrong = new Set();
  for (;;) {
    await page.keyboard.press('Tab');
    const { ended, problems } = await page.evaluate(look_at_focus);
    problems.forEach((problem) => wrong.add(problem));
    if (ended) break;
  }
  return [...wrong, ...await page.evaluate(() => window.to_reach.filter((element) => !element.reached).map((element) => `never reached: ${window.name_of(element)}`))];
}

// Runs in the page: what Tab should come to. Of a group of radio buttons that is the chosen one, else the first.
function remember_all() {
  window.name_of = (element) => `${element.localName} ${(element.getAttribute('aria-label') ?? element.name ?? '') || element.textContent.trim().slice(0, 40)}`;
  const group_of = (radio) => [...document.querySelectorAll(`input[type=radio][name="${radio.name}"]`)].filter((other) => other.form === radio.form);
  const is_reachable = (element) => element.checkVisibility({ checkOpacity: false }) && element.tabIndex >= 0 && !element.disabled;
  const leads_group = (radio) => radio === (group_of(radio).find((other) => other.checked) ?? group_of(radio)[0]);
  window.to_reach = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter((element) => is_reachable(element) && (element.type !== 'radio' || leads_group(element)));
}

// Runs in the page, after Tab: whether the focus went round, and what is wrong with where it is.
function look_at_focus() {
  const element = document.activeElement;
  if (element === document.body) return { ended: false, problems: [] };
  if (element.reached) return { ended: true, problems: [] };
  element.reached = true;
  const drawn = element.querySelector('circle') ?? element;
  const style = getComputedStyle(drawn);
  const is_seen = drawn === element ? style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 : parseFloat(style.strokeWidth) >= 4;
  const box = drawn.getBoundingClientRect();
  const [x, y] = [box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 20)];
  const on_top = document.elementFromPoint(x, y);
  const is_free = on_top !== null && (element.contains(on_top) || on_top.contains(element));
  return { ended: false, problems: [...(is_seen ? [] : [`focus not seen: ${window.name_of(element)}`]), ...(is_free ? [] : [`covered or out of sight: ${window.name_of(element)}`])] };
}

test('the skip link comes first and leads past the navigation', async () => {
  const page = await window_of('member');
  for (const path of ['/demands', '/reports/new?kind=bug']) {
    await page.goto(path);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
    assert.ok((await page.locator('.skip').boundingBox()).y >= 0, 'it is seen while it has the focus');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement.closest('main') !== null), 'the next thing is in the content');
  }
  await page.context().close();
});

test('Enter sends a line, a search and a report, also while other demands are offered', async () => {
  const page = await window_of('member');
  await page.goto('/search');
  await page.locator('main [name=q]').fill('alarm');
  await page.locator('main [name=q]').press('Enter');
  await page.waitForURL(/\/search\?q=alarm/);
  for (const [path, field] of [['/', 'text'], ['/reports/new?kind=bug', 'title']]) {
    await page.goto(path);
    await page.locator(`main [name=${field}]`).fill('锁屏下打开相机要等两秒');
    await page.locator('main .suggestion').first().waitFor();
    await page.locator(`main [name=${field}]`).press('Enter');
    await page.waitForURL(/\/reports\/\d+$/);
  }
  await page.context().close();
});

test('Enter opens a way out of the inbox and makes a demand', async () => {
  const page = await window_of('staff');
  await page.goto('/studio/inbox');
  const report = page.locator('main article').first();
  await report.locator('summary', { hasText: 'A demand of its own' }).press('Enter');
  await report.locator('[name=title]').fill('Say it with the keyboard alone');
  await report.locator('[name=title]').press('Enter');
  await page.locator('.flash', { hasText: 'Say it with the keyboard alone' }).waitFor();
  await page.context().close();
});

test('suggestions are walked with the arrows and joined with Enter', async () => {
  const page = await window_of('member');
  await page.goto('/');
  const field = page.locator('main [name=text]');
  await field.fill('锁屏下打开相机要等两秒');
  await page.locator('main .suggestion').first().waitFor();
  await field.press('ArrowDown');
  assert.ok(await page.evaluate(() => document.activeElement.matches('.suggestion a')), 'the first suggestion has the focus');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'join');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/demands\/phone\/\d+$/);
  await page.context().close();
});
