// The guide pages in both languages, lights and widths: no accessibility violation, nothing wider than the screen,
// nothing the content security policy refuses.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { desk, launch, phone, serve } from './chromium.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const guides = ['guide.html', 'guide.en.html', 'guide_studio.html'];
let site;
let browser;

before(async () => {
  site = await serve();
  browser = await launch();
});

after(async () => {
  await browser.close();
  site.close();
});

async function open(guide, options) {
  // axe comes in as page script, which the policy of the pages would refuse.
  const context = await browser.newContext({ ...options, bypassCSP: options.axe });
  const page = await context.newPage();
  const refused = [];
  page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
  page.on('pageerror', (error) => refused.push(error.message));
  await page.goto(`${site.url}/${guide}`);
  return { page, refused, close: () => context.close() };
}

function summary(violations) {
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
}

for (const guide of guides) {
  for (const [width, size] of Object.entries({ phone, desk })) {
    for (const colorScheme of ['light', 'dark']) {
      test(`${guide}, ${width}, ${colorScheme}: axe finds nothing`, async () => {
        const { page, close } = await open(guide, { ...size, colorScheme, axe: true });
        await page.evaluate(axe);
        const rules = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] };
        const { violations, passes } = await page.evaluate((options) => window.axe.run(options), rules);
        assert.deepEqual(summary(violations), []);
        assert.ok(passes.some(({ id }) => id === 'color-contrast'));
        await close();
      });
    }
    test(`${guide}, ${width}: fits the screen and breaks no policy`, async () => {
      const { page, refused, close } = await open(guide, size);
      const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(widths[0] <= widths[1], `${widths[0]} px of page on ${widths[1]} px`);
      assert.deepEqual(refused, []);
      await close();
    });
  }
}

test('what can be pressed on a phone is 44 px high', async () => {
  const { page, close } = await open('guide.html', phone);
  const small = await page.evaluate(() => {
    const pressed = '.btn, .tabs a, .segments a, .pages a, .choice, .foot button, input:not([type="radio"], [type="checkbox"]), select';
    const low = (element) => element.getBoundingClientRect().height < 43.9;
    return [...document.querySelectorAll(pressed)].filter((element) => element.checkVisibility() && low(element)).map((element) => element.outerHTML);
  });
  assert.deepEqual(small, []);
  await close();
});

test('data-theme wins over the light of the device', async () => {
  const { page, close } = await open('guide.html', { ...desk, colorScheme: 'dark' });
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await paper();
  await page.evaluate(() => (document.documentElement.dataset.theme = 'light'));
  const light = await paper();
  await page.emulateMedia({ colorScheme: 'light' });
  assert.equal(await paper(), light);
  await page.evaluate(() => (document.documentElement.dataset.theme = 'dark'));
  assert.equal(await paper(), dark);
  assert.notEqual(light, dark);
  await close();
});
