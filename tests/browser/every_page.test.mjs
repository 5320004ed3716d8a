// Looks at every page of pages.mjs as those who use it: in both languages, narrow and wide, light and dark, once without
// JavaScript; axe finds nothing, nothing sticks out, nothing is untranslated, nothing comes from elsewhere or leads nowhere.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Promises } from '../scenarios/openapi.mjs';
import { axe_violations, choose_language, launch, open_window, sideways, sign_in, take_picture } from './browser.mjs';
import { start_demo } from './demo.mjs';
import { words_of_another_language } from './languages.mjs';
import { name_of, not_looked_at, pages } from './pages.mjs';

// Every pair of language, width and theme occurs.
const windows = [
  { language: 'zh-CN', width: 360, theme: 'light' }, { language: 'en', width: 360, theme: 'dark' },
  { language: 'zh-CN', width: 1280, theme: 'dark' }, { language: 'en', width: 1280, theme: 'light' },
];
let browser;
let demo;
let promises;
before(async () => {
  [browser, demo] = await Promise.all([launch(), start_demo('every-page')]);
  promises = new Promises(await (await fetch(`${demo.url}/openapi.json`)).json());
});
after(async () => { await browser?.close(); await demo?.stop(); });

async function window_of(who, options) {
  const page = await open_window(browser, demo.url, options);
  if (who === 'visitor') return page;
  await sign_in(page, demo.people[who]);
  await choose_language(page, options.language ?? 'zh-CN');
  return page;
}

for (const options of windows) {
  const name = `${options.language}-${options.width}-${options.theme}`;
  for (const who of ['visitor', 'member', 'staff', 'admin']) {
    test(`${who}, ${name}`, async (t) => {
      const page = await window_of(who, options);
      for (const entry of pages.filter(({ as }) => as.includes(who))) {
        await t.test(name_of(entry), async () => {
          const found = await wrong_with(page, entry, options.language);
          await take_picture(page, `${name_of(entry)}-${who}-${name}`);
          assert.deepEqual(found, []);
        });
      }
      await page.context().close();
    });
  }
}

for (const who of ['visitor', 'member', 'staff', 'admin']) {
  test(`${who}, without JavaScript`, async () => {
    const page = await window_of(who, { javascript: false });
    for (const entry of pages.filter(({ as }) => as.includes(who))) {
      assert.equal((await open(page, entry)).status(), entry.status ?? 200, name_of(entry));
      assert.ok((await page.locator('main').innerText()).trim(), `${name_of(entry)} is empty`);
    }
    await page.context().close();
  });
}

test('every route that shows a page is looked at', () => {
  const shows_page = ({ method, operation }) => method === 'GET' && operation.responses['200'].content?.['application/json'];
  const forgotten = promises.routes.filter((route) => shows_page(route) && !route.seen.has('success')).map(({ pattern }) => pattern);
  assert.deepEqual(forgotten.sort(), [...not_looked_at].sort());
});

async function open(page, { path, link }) {
  let response = await page.goto(path);
  if (link) {
    const targets = await page.locator('main a').evaluateAll((links) => links.map((element) => element.getAttribute('href')));
    const target = targets.find((href) => new RegExp(link).test(href));
    assert.ok(target, `${path} has no link like ${link}`);
    response = await page.goto(target);
  }
  const route = promises.find('GET', new URL(response.url()).pathname);
  if (route) promises.note(route, response.status());
  return response;
}

async function wrong_with(page, entry, language) {
  page.wrong.length = 0;
  const status = entry.status ?? 200;
  const response = await open(page, entry);
  return [
    ...(response.status() === status ? [] : [`answered ${response.status()}`]),
    ...(await page.locator('html').getAttribute('lang') === language ? [] : [`<html lang> is not ${language}`]),
    ...page.wrong.filter((what) => status === 200 || !what.includes('Failed to load resource')),
    ...await sideways(page), ...await words_of_another_language(page, language), ...await leads_nowhere(page), ...await axe_violations(page),
  ];
}

// Links and forms of the page that no route answers.
async function leads_nowhere(page) {
  const targets = await page.evaluate(() => [
    ...[...document.querySelectorAll('a[href^="/"]')].map((link) => ['GET', link.getAttribute('href')]),
    ...[...document.querySelectorAll('form[action^="/"]')].map((form) => [
      form.querySelector('[name=_method]')?.value ?? form.method.toUpperCase(), form.getAttribute('action')]),
  ]);
  const dead = targets.filter(([method, target]) => !target.startsWith('/assets/') && !promises.find(method, target));
  return [...new Set(dead.map((target) => `leads nowhere: ${target.join(' ')}`))];
}
