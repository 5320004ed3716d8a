// The first story whole, by three people in two languages and nothing done by hand in the database: a complaint is typed,
// becomes a demand, floats, is pulled by a squad into the public plan, leaves with the weekly bus, is judged on four panels,
// and everyone behind it gets a receipt. On a phone and on a desk, in Chinese and English, and once without JavaScript.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { choose_language, launch, open_window, send, sign_in } from './browser.mjs';
import { start_demo } from './demo.mjs';

let browser;
let demo;
before(async () => { [browser, demo] = await Promise.all([launch(), start_demo('whole-story')]); });
after(async () => { await browser?.close(); await demo?.stop(); });

const walks = [
  { slug: 'lamp', language: 'zh-CN', other: 'en', width: 360, words: '台灯半夜自己亮，把猫吓得上了窗帘', title: '台灯半夜会自己亮', sentence: '一整夜没再亮过' },
  { slug: 'kettle', language: 'en', other: 'zh-CN', width: 1280, words: 'The kettle whistles long after it is off', title: 'The kettle whistles when it is off', sentence: 'Quiet at last' },
  { slug: 'clock', language: 'zh-CN', other: 'en', width: 360, javascript: false, words: '闹钟响了以后按不停，只好拔电池', title: '闹钟按不停', sentence: '轻轻一按就停了' },
];

const main_text = (page) => page.locator('main').innerText();
const form = (page, action) => page.locator(`main form[action="${action}"]`);
const weekday_in = (days) => new Date(Date.now() + days * 86_400_000).toLocaleDateString('en', { weekday: 'long', timeZone: 'Asia/Shanghai' }).toLowerCase();

async function fill_all(at, fields) {
  for (const [name, value] of Object.entries(fields)) await at.locator(`[name=${name}]`).fill(value);
}

async function window_of(who, walk, language) {
  const page = await open_window(browser, demo.url, { ...walk, language });
  await sign_in(page, demo.people[who]);
  await choose_language(page, language);
  return page;
}

// A product of the walk's own, whose bus leaves in four days.
async function open_product(page, { slug }) {
  await page.goto('/studio/products');
  const making = form(page, '/studio/products');
  await fill_all(making, { slug, name_zh: `禾苗${slug}`, name_en: `Hemiao ${slug}`, about_zh: '家里用的', about_en: 'For the house', capacity: '2' });
  await send(making.locator('button.do'));
  await page.goto(`/studio/releases/timetables/${slug}`);
  await page.locator('[name=leaves_weekday]').selectOption(weekday_in(4));
  await page.locator('[name=boarding_weekday]').selectOption(weekday_in(3));
  await fill_all(page.locator('main'), { leaves_at: '17:00', boarding_at: '18:00', time_zone: 'Asia/Shanghai' });
  await send(page.locator('main form button.do'));
}

// Types before there is an account, and signs up.
async function complain(walk) {
  const page = await open_window(browser, demo.url, walk);
  await page.goto(`/?product=${walk.slug}`);
  const saying = form(page, '/say');
  await saying.locator('[name=text]').fill(walk.words);
  await saying.locator('button.do').click();
  await page.waitForURL(/sign-up/);
  await fill_all(page.locator('main'), { name: `user_of_${walk.slug}`, password: 'three cats in a boat' });
  await page.locator('main input[name=password]').press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-up'));
  return page;
}

async function found_demand(staff, walk) {
  await staff.goto('/studio/inbox');
  const found = staff.locator('main article', { hasText: walk.words }).locator('form[action$="/found"]');
  const closed = found.locator('xpath=ancestor::details[not(@open)]');
  if (await closed.count()) await closed.locator('> summary').click();
  await found.locator('[name=title]').fill(walk.title);
  await send(found.locator('button').last());
  return `/demands/${walk.slug}/1`;
}

// Forms a squad, joins it and pulls what floats, which puts it into the public plan.
async function pull(staff, walk, url) {
  await staff.goto('/studio/squads');
  const forming = form(staff, '/studio/squads');
  await forming.locator('[name=product]').selectOption(walk.slug);
  await fill_all(forming, { name_zh: `${walk.slug}小队`, name_en: `The ${walk.slug} squad`, person: demo.people.staff.name });
  await send(forming.locator('button.do'));
  const { id } = (await (await staff.request.get(`${url}.json`)).json()).demand;
  const pulling = staff.locator('main form[action$="/demands"]', { has: staff.locator(`[name=demand][value="${id}"]`) });
  await send(pulling.locator('button'));
  await staff.goto('/plan');
  assert.match(await main_text(staff), new RegExp(walk.title), 'what a squad pulled is in the public plan');
  return id;
}

async function ship(staff, walk, demand) {
  const release = await (await staff.request.get(`/releases/${walk.slug}/1.json`)).json();
  await staff.goto(release.studio_url);
  const boarding = staff.locator('main form[action$="/demands"]', { has: staff.locator(`[name=demand][value="${demand}"]`) });
  await send(boarding.locator('button'));
  const leaving = staff.locator('main form[action$="/leave"]');
  await leaving.locator('[name=version]').fill('1.1');
  await send(leaving.locator('button.do'));
}

// The bell leads to the receipt.
async function follow_the_bell(page, walk) {
  const link = page.locator('main .told a', { hasText: walk.title }).first();
  for (let looks = 0; looks < 100; ++looks) {
    await page.goto('/notices');
    const notices = await (await page.request.get('/notices.json')).json();
    if (notices.notices.some(({ words }) => words.includes(walk.title) && /上线了|It shipped/.test(words))) break;
    await page.waitForTimeout(100);
  }
  await page.goto('/notices');
  await link.click();
  await page.waitForURL(/\/receipt$/);
  return main_text(page);
}

async function tell_on_panels(page, walk) {
  await page.goto(`/releases/${walk.slug}/1/experience`);
  const panels = form(page, `/releases/${walk.slug}/1/experience`);
  await panels.locator('select[name=best], input[name=best]').first().evaluate((element) => element.tagName)
    .then((tag) => (tag === 'SELECT' ? panels.locator('[name=best]').selectOption({ index: 1 }) : panels.locator('[name=best]').nth(1).check()));
  await panels.locator('[name=sentence]').fill(walk.sentence);
  await send(panels.locator('button.do'));
}

for (const walk of walks) {
  test(`from a complaint to a receipt: ${walk.language}${walk.javascript === false ? ' without JavaScript' : ''}`, async () => {
    const admin = await window_of('admin', { width: 1280 }, walk.language);
    await open_product(admin, walk);
    const author = await complain(walk);
    const staff = await window_of('staff', { ...walk, width: 1280 }, walk.language);
    const url = await found_demand(staff, walk);
    const member = await window_of('member', walk, walk.other);
    await member.goto(url);
    await send(member.locator('#support .row form[action$="/support"] button'));
    const demand = await pull(staff, walk, url);
    await ship(staff, walk, demand);

    const receipt = await follow_the_bell(author, walk);
    assert.match(receipt, new RegExp(walk.words), 'the receipt says what I said');
    assert.match(receipt, /1\.1/, 'and with which version it changed');
    await author.locator('main .receipt a.do').click();
    await send(author.locator('#verdict button[name=works][value=yes]'));
    await tell_on_panels(author, walk);
    assert.match(await main_text(author), new RegExp(walk.sentence), 'one plain sentence stands on the page of the round');

    await member.goto(`/releases/${walk.slug}/1`);
    assert.match(await main_text(member), new RegExp(`user_of_${walk.slug}`), 'the notes name who said it first');
    await follow_the_bell(member, walk);
    await author.goto('/me');
    const mine = author.locator('main section', { has: author.locator('a[href$="/receipt"]') }).first();
    assert.match(await mine.innerText(), new RegExp(walk.words), 'my page has the receipt');
    await mine.locator('a[href*="/log/"]').first().click();
    assert.match(await main_text(author), new RegExp(walk.words), 'a credit leads to its row in the log');
    assert.equal((await (await author.request.get(`${url}.json`)).json()).demand.stage, 'shipped', 'two asked, one has said that it works');
    await member.goto(`${url}#verdict`);
    await send(member.locator('#verdict button[name=works][value=yes]'));
    assert.equal((await (await author.request.get(`${url}.json`)).json()).demand.stage, 'works', 'both say that it works');
    for (const page of [admin, author, staff, member]) {
      assert.deepEqual(page.wrong, []);
      await page.context().close();
    }
  });
}

test('a page that is open hears of it, and pops up what was told', async () => {
  const walk = { slug: 'radio', language: 'zh-CN', width: 360, words: '收音机一下雨就唱戏', title: '收音机下雨就串台' };
  const admin = await window_of('admin', { width: 1280 }, 'zh-CN');
  await open_product(admin, walk);
  const author = await complain(walk);
  await author.goto('/plan');
  const staff = await window_of('staff', { width: 1280 }, 'zh-CN');
  const url = await found_demand(staff, walk);
  await pull(staff, walk, url);
  await author.locator('.pop-up a', { hasText: walk.title }).waitFor();
  assert.equal(await author.locator('.bell .number').innerText(), '1');
  assert.deepEqual(author.wrong, []);
  for (const page of [admin, author, staff]) await page.context().close();
});
