// The main story, walked by a visitor, a member and somebody of the staff: words typed before there is an account join
// the inbox, become a demand, are asked for by others, enter the plan, ship, and are judged. In both languages, on a phone
// and on a desk, and once without JavaScript.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { choose_language, launch, open_window, send, sign_in } from './browser.mjs';
import { start_demo } from './demo.mjs';

let browser;
let demo;
before(async () => { [browser, demo] = await Promise.all([launch(), start_demo('story')]); });
after(async () => { await browser?.close(); await demo?.stop(); });

const walks = [
  { name: 'zh-CN on a phone', language: 'zh-CN', width: 360, words: '计算器横过来以后小数点会跑到左边去', reason: '很多人要记账，先修这个', title: '计算器横屏小数点错位' },
  { name: 'en on a desk', language: 'en', width: 1280, words: 'The ruler app measures my cat as eleven metres long', reason: 'A ruler has to be right', title: 'The ruler is wrong by a factor of ten' },
  { name: 'zh-CN without JavaScript', language: 'zh-CN', width: 360, javascript: false, words: '指南针指着冰箱的时候最准', reason: '指南针要指北', title: '指南针不指北' },
];

const form = (page, action) => page.locator(`main form[action="${action}"]`);
const main_text = (page) => page.locator('main').innerText();

// Types before there is an account, signs up, and finds the words kept as a report of theirs.
async function say_as_visitor(walk, name) {
  const page = await open_window(browser, demo.url, walk);
  await page.goto('/');
  await form(page, '/say').locator('[name=text]').fill(walk.words);
  await form(page, '/say').locator('button.do').click();
  await page.waitForURL(/sign-up/);
  assert.match(await main_text(page), new RegExp(walk.words), 'the sign-up page shows the words that are kept');
  await page.locator('main input[name=name]').fill(name);
  await page.locator('main input[name=password]').fill('three cats in a boat');
  await page.locator('main input[name=password]').press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-up'));
  await page.goto('/me');
  assert.match(await main_text(page), new RegExp(walk.words), 'what was typed before signing up is on my page');
  return page;
}

// The report leaves the inbox as a new demand, which enters the plan with one click.
async function answer_as_staff(walk) {
  const page = await open_window(browser, demo.url, { ...walk, width: 1280 });
  await sign_in(page, demo.people.staff);
  await choose_language(page, walk.language);
  await page.goto('/studio/inbox');
  const report = page.locator('main article', { hasText: walk.words });
  assert.equal(await report.count(), 1, 'the report waits in the inbox');
  const found = report.locator('form[action$="/found"]');
  await reveal(found);
  await found.locator('[name=title]').fill(walk.title);
  await send(found.locator('button.do, button').last());
  await page.goto(`/demands?sort=newest`);
  await page.locator('main a', { hasText: walk.title }).first().click();
  await page.waitForURL(/\/demands\/[a-z]+\/\d+$/);
  return { page, url: new URL(page.url()).pathname };
}

// A form may stand inside a closed <details>.
async function reveal(locator) {
  const closed = locator.locator('xpath=ancestor::details[not(@open)]');
  for (let i = await closed.count() - 1; i >= 0; --i) await closed.nth(i).locator('> summary').click();
}

async function support_as_member(walk, url) {
  const page = await open_window(browser, demo.url, walk);
  await sign_in(page, demo.people.member);
  await choose_language(page, walk.language);
  await page.goto(url);
  const people = async () => Number((await page.locator('#support .num').innerText()).replace(/\D/g, ''));
  assert.equal(await people(), 1);
  await send(page.locator('#support .row form[action$="/support"] button'));
  assert.equal(await people(), 2, 'a support counts');
  await page.locator('#support details summary').click();
  await page.locator('#support textarea[name=why]').fill(walk.reason);
  await send(page.locator('#support details button'));
  assert.match(await main_text(page), new RegExp(walk.reason), 'the reason stands among the words');
  await send(page.locator('#support .row form[action$="/support"] button'));
  assert.equal(await people(), 1, 'a support can be taken back');
  return page;
}

async function plan_and_ship(page, walk, url) {
  const { id } = await (await page.request.get(`${url}.json`)).json().then(({ demand }) => demand);
  const change = async (act) => {
    await page.goto(`/studio/plan/${id}`);
    await page.locator('main [name=reason]').fill(walk.reason);
    await send(page.locator(`main button[name=act][value=${act}]`));
  };
  await page.goto(`/studio/plan/${id}`);
  await send(form(page, `/studio/plan/${id}`).locator('button.do'));
  const visitor = await open_window(browser, demo.url, walk);
  // Visitors' pages may be a second old.
  await visitor.waitForTimeout(1100);
  await visitor.goto('/plan');
  assert.match(await main_text(visitor), new RegExp(walk.title), 'what is planned is public at once');
  await change('start');
  await change('ship');
  await visitor.waitForTimeout(1100);
  await visitor.goto('/plan/changes');
  assert.match(await main_text(visitor), new RegExp(walk.reason), 'every change has its reason');
  await visitor.context().close();
}

walks.forEach((walk, number) => {
  test(`words become a demand, a plan and a judgement: ${walk.name}`, async () => {
    const author = await say_as_visitor(walk, `walker_${number}`);
    const { page: staff, url } = await answer_as_staff(walk);
    const member = await support_as_member(walk, url);
    await plan_and_ship(staff, walk, url);
    await author.goto(url);
    await send(author.locator('#verdict button[name=works][value=yes]'));
    assert.equal((await (await author.request.get(`${url}.json`)).json()).demand.stage, 'works', 'whoever said it says that it works');
    for (const page of [author, staff, member]) {
      assert.deepEqual(page.wrong, []);
      await page.context().close();
    }
  });
});

test('while typing, a demand that says the same is offered, and joining it keeps the words', async () => {
  const page = await open_window(browser, demo.url, { language: 'zh-CN', width: 360 });
  await sign_in(page, demo.people.member);
  await page.goto('/');
  await form(page, '/say').locator('[name=text]').fill('锁屏下打开相机要等好久，我的猫都走了');
  const offered = page.locator('main .suggestion').first();
  await offered.waitFor();
  assert.ok(await offered.locator('mark').count() > 0, 'the words in common are marked');
  await offered.locator('button[name=join]').click();
  await page.waitForURL(/\/demands\//);
  await page.goto('/me');
  assert.match(await main_text(page), /我的猫都走了/);
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

test('the completeness of a report grows while it is written', async () => {
  const page = await open_window(browser, demo.url, { language: 'en', width: 360 });
  await sign_in(page, demo.people.member);
  await page.goto('/reports/new?kind=bug');
  const measure = async () => Number(await page.locator('completeness-meter output').innerText());
  const before_typing = await measure();
  await page.locator('main [name=title]').fill('The torch stays on in my pocket');
  await page.locator('main [name=steps]').fill('Put it into a pocket, walk up some stairs, look');
  await page.waitForFunction((least) => Number(document.querySelector('completeness-meter output').textContent) > least, before_typing);
  await page.context().close();
});

test('talk: a topic is opened, previewed and answered', async () => {
  const page = await open_window(browser, demo.url, { language: 'en', width: 1280 });
  await sign_in(page, demo.people.member);
  await page.goto('/b/living-room/new');
  await page.locator('main [name=title]').fill('What do you keep in your case?');
  await page.locator('main [name=markdown]').fill('Mine holds a **bus ticket**.');
  await page.locator('main button[formaction="/preview"]').click();
  await page.locator('main [data-shown] strong').waitFor();
  await page.locator('main form[method=post] button.do').click();
  await page.waitForURL(/\/t\/\d+$/);
  await page.locator('main [name=markdown]').fill('And a key.');
  await page.locator('main form[action$="/posts"] button.do').click();
  await page.waitForURL(/#floor-2$/);
  assert.match(await main_text(page), /And a key\./);
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

test('search finds Chinese and English words', async () => {
  const page = await open_window(browser, demo.url, { language: 'zh-CN', width: 360 });
  for (const words of ['锁屏', 'alarm']) {
    await page.goto(`/search?q=${encodeURIComponent(words)}`);
    assert.ok(await page.locator('main mark').count() > 0, `${words} is found and marked`);
  }
  await page.context().close();
});

test('an import tells how far it is while it runs, on the page as it stands', async () => {
  const page = await open_window(browser, demo.url, { language: 'en', width: 360 });
  await sign_in(page, demo.people.staff);
  await choose_language(page, 'en');
  await page.goto('/studio/imports');
  const lines = Array.from({ length: 2000 }, (_, number) => JSON.stringify({ id: number, text: `The lamp number ${number} hums` }));
  await page.locator('main [name=file]').setInputFiles({ name: 'lamps.jsonl', mimeType: 'application/x-ndjson', buffer: Buffer.from(lines.join('\n')) });
  await send(page.locator('main form button.do'));
  assert.ok(await page.locator('#progress #stop').count(), 'it has just begun');
  await page.evaluate(() => { document.still_here = true; });
  await page.locator('#progress', { hasText: '2,000 reports' }).waitFor({ timeout: 60_000 });
  await page.locator('#progress a.do').waitFor();
  assert.equal(await page.locator('#progress #stop').count(), 0, 'it has ended');
  assert.ok(await page.evaluate(() => document.still_here), 'the page was not loaded anew');
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});
