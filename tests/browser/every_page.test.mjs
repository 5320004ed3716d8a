// Looks at every page of pages.mjs as those who use it: in both languages, narrow and wide, light and dark, once without
// JavaScript; axe finds nothing, nothing sticks out, nothing is untranslated, nothing comes from elsewhere or leads nowhere.
// Then the same of a community that begins. Takes pictures of what is wrong; of everything with CANYU_PICTURES=1, which
// takes longer.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Promises } from '../scenarios/openapi.mjs';
import { start_post_office } from '../harness/post_office.mjs';
import { start_server, temporary_directory } from '../harness/server.mjs';
import { axe_violations, bring_axe, change_view, choose_language, launch, open_window, sideways, sign_in, take_picture } from './browser.mjs';
import { start_demo } from './demo.mjs';
import { send_form } from './forms.mjs';
import { words_of_another_language } from './languages.mjs';
import { beginning, behind, mail, name_of, pages } from './pages.mjs';

// A page is loaded once a language and looked at in two views: every pair of language, width and theme occurs. All rules
// are asked once a language and once a width; in the other views the one that light and dark answer differently.
const walks = [
  { language: 'zh-CN', views: [{ width: 360, theme: 'light' }, { width: 1280, theme: 'dark', rules: ['color-contrast'] }] },
  { language: 'en', views: [{ width: 360, theme: 'dark', rules: ['color-contrast'] }, { width: 1280, theme: 'light' }] },
];
const people = ['visitor', 'member', 'staff', 'admin'];
const pages_of = (who) => pages.filter(({ as }) => as.includes(who));
const wants_pictures = Boolean(process.env.CANYU_PICTURES);
let browser;
let demo;
let post;
let promises;
before(async () => {
  post = await start_post_office();
  [browser, demo] = await Promise.all([launch(), start_demo('every-page', post.settings)]);
  promises = new Promises(await (await fetch(`${demo.url}/openapi.json`)).json());
});
after(async () => { await browser?.close(); await demo?.stop(); post?.stop(); });

// A window that notes which routes answered it, the island's own questions too.
async function noted_window(url, options) {
  const page = await open_window(browser, url, options);
  if (options.javascript !== false) await bring_axe(page);
  page.on('response', (response) => {
    const route = promises.find(response.request().method(), new URL(response.url()).pathname);
    if (route) promises.note(route, response.status());
  });
  return page;
}

async function window_of(who, options) {
  const page = await noted_window(demo.url, options);
  if (who === 'visitor') return page;
  await sign_in(page, demo.people[who]);
  await choose_language(page, options.language ?? 'zh-CN');
  return page;
}

// One window at a time: two in one browser take longer.
for (const walk of walks) {
  describe(walk.language, () => {
    for (const who of people) {
      test(`${who}, ${walk.language}`, async (t) => {
        const page = await window_of(who, walk);
        for (const entry of pages_of(who)) await look(t, page, entry, who, walk);
        await page.context().close();
      });
    }
    test(`who asks for mail, ${walk.language}`, async (t) => {
      const page = await window_of('member', walk);
      for (const entry of mail) await look(t, page, entry, 'member', walk);
      for (const entry of behind(await post.next_letter())) await look(t, page, entry, 'member', walk);
      await page.context().close();
    });
    test(`a community that begins, ${walk.language}`, (t) => with_new_community(walk, async (page, token) => {
      for (const entry of beginning(token)) await look(t, page, entry, 'beginning', walk);
    }));
  });
}

describe('without JavaScript', () => {
  for (const who of people) {
    test(`${who}, without JavaScript`, async () => {
      const page = await window_of(who, { javascript: false });
      for (const entry of pages_of(who).filter(({ typed }) => !typed)) await is_there(page, entry);
      await page.context().close();
    });
  }
  test('a community that begins, without JavaScript', () => with_new_community({ javascript: false }, async (page, token) => {
    for (const entry of beginning(token)) await is_there(page, entry);
  }));
});

test('every route that shows a page is looked at', () => {
  const shows_page = ({ method, operation }) => method === 'GET' && operation.responses['200'].content?.['application/json'];
  const forgotten = promises.routes.filter((route) => shows_page(route) && !route.seen.has('success')).map(({ pattern }) => pattern);
  assert.deepEqual(forgotten, []);
});

// A server whose database is empty; whoever opens it with first-run and its token is its keeper.
async function with_new_community(options, walk) {
  const server = await start_server('serve', ['--database', `sqlite:${temporary_directory()}/new.sqlite`], { name: 'beginning' });
  try {
    const page = await noted_window(server.url, options);
    await walk(page, server.first_run_token());
    await page.context().close();
  } finally {
    await server.stop();
  }
}

async function look(t, page, entry, who, { language, views }) {
  await t.test(name_of(entry), async () => {
    await change_view(page, views[0]);
    const found = await wrong_when_opened(page, entry, language);
    for (const view of views) found.push(...await wrong_in_view(page, view, `${name_of(entry)}-${who}-${language}-${view.width}-${view.theme}`));
    assert.deepEqual(found, []);
  });
}

async function is_there(page, entry) {
  assert.equal((await open(page, entry)).status(), entry.status ?? 200, name_of(entry));
  assert.ok((await page.locator('main').innerText()).trim(), `${name_of(entry)} is empty`);
}

async function open(page, { path, follow = [], fill, typed, shown }) {
  let response = await page.goto(path);
  for (const link of follow) response = await page.goto(await address_of(page, ...[link].flat()));
  if (fill) response = await send_form(page, fill);
  if (typed) await type(page, typed, shown);
  return response;
}

async function address_of(page, like, words = '') {
  const links = await page.locator('main a').evaluateAll((all) => all.map((element) => [element.getAttribute('href'), element.textContent]));
  const found = links.find(([address, text]) => new RegExp(like).test(address) && text.includes(words));
  assert.ok(found, `${page.url()} has no link like ${like} “${words}”`);
  return found[0];
}

async function type(page, values, shown) {
  for (const [name, value] of Object.entries(values)) await page.locator(`main [name="${name}"]`).first().fill(value);
  await page.locator(shown).first().waitFor();
}

async function wrong_when_opened(page, entry, language) {
  page.wrong.length = 0;
  const status = entry.status ?? 200;
  const response = await open(page, entry);
  return [
    ...(response.status() === status ? [] : [`answered ${response.status()}`]),
    ...(await page.locator('html').getAttribute('lang') === language ? [] : [`<html lang> is not ${language}`]),
    ...page.wrong.filter((what) => status === 200 || !what.includes('Failed to load resource')),
    ...await words_of_another_language(page, language), ...await leads_nowhere(page),
  ];
}

async function wrong_in_view(page, view, name) {
  await change_view(page, view);
  const found = [...await sideways(page), ...await axe_violations(page, view.rules)];
  if (wants_pictures || found.length) await take_picture(page, name);
  return found.map((what) => `${view.width} ${view.theme}: ${what}`);
}

// Links and forms of the page that no route answers, and links to a place of the page that is not there.
async function leads_nowhere(page) {
  const targets = await page.evaluate(() => [
    ...[...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href'))
      .filter((place) => !document.getElementById(decodeURIComponent(place.slice(1)))).map((place) => ['to', place]),
    ...[...document.querySelectorAll('a[href^="/"]')].map((link) => ['GET', link.getAttribute('href')]),
    ...[...document.querySelectorAll('form[action^="/"]')].map((form) => [
      form.querySelector('[name=_method]')?.value ?? form.method.toUpperCase(), form.getAttribute('action')]),
  ]);
  const dead = targets.filter(([method, target]) => !target.startsWith('/assets/') && !promises.find(method, target));
  return [...new Set(dead.map((target) => `leads nowhere: ${target.join(' ')}`))];
}
