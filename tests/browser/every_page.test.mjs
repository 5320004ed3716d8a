// Looks at every page of pages.mjs as those who use it: in both languages, narrow and wide, light and dark, once without
// JavaScript; axe finds nothing, nothing sticks out, nothing is untranslated, nothing comes from elsewhere.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Promises } from '../scenarios/openapi.mjs';
import { axe_violations, choose_language, launch, open_window, sideways, sign_in, take_picture } from './browser.mjs';
import { start_demo } from './demo.mjs';
import { words_of_another_language } from './languages.mjs';
import { pages } from './pages.mjs';

// Every pair of language, width and theme occurs.
const windows = [
  { language: 'zh-CN', width: 360, theme: 'light' }, { language: 'en', width: 360, theme: 'dark' },
  { language: 'zh-CN', width: 1280, theme: 'dark' }, { language: 'en', width: 1280, theme: 'light' },
];
let browser;
let demo;
before(async () => { [browser, demo] = await Promise.all([launch(), start_demo('every-page')]); });
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
      for (const { path, status = 200 } of pages.filter(({ as }) => as.includes(who))) {
        await t.test(path, () => look_at(page, path, status, `${path === '/' ? 'home' : path.slice(1)}-${who}-${name}`, options));
      }
      await page.context().close();
    });
  }
}

async function look_at(page, path, status, picture, { language }) {
  page.wrong.length = 0;
  const response = await page.goto(path);
  await take_picture(page, picture);
  const found = [
    ...(response.status() === status ? [] : [`answered ${response.status()}`]),
    ...(await page.locator('html').getAttribute('lang') === language ? [] : [`<html lang> is not ${language}`]),
    ...page.wrong.filter((what) => status === 200 || !what.includes('Failed to load resource')), ...await sideways(page), ...await words_of_another_language(page, language), ...await axe_violations(page),
  ];
  assert.deepEqual(found, []);
}

for (const who of ['visitor', 'member', 'staff', 'admin']) {
  test(`${who}, without JavaScript`, async () => {
    const page = await window_of(who, { javascript: false });
    for (const { path, status = 200 } of pages.filter(({ as }) => as.includes(who))) {
      const response = await page.goto(path);
      assert.equal(response.status(), status, path);
      assert.ok((await page.locator('main').innerText()).trim(), `${path} is empty`);
      assert.deepEqual(page.wrong, [], path);
    }
    await page.context().close();
  });
}

test('every route that shows a page is looked at', async () => {
  const promises = new Promises(await (await fetch(`${demo.url}/openapi.json`)).json());
  for (const { path } of pages) promises.note(promises.find('GET', path), 200);
  const shows_page = ({ method, operation }) => method === 'GET' && operation.responses['200'].content?.['application/json'];
  const forgotten = promises.routes.filter((route) => shows_page(route) && !route.seen.has('success')).map(({ pattern }) => pattern);
  assert.deepEqual(forgotten, []);
});
