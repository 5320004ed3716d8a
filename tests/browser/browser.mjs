// Debian's Chromium without its own windows, driven by playwright-core: browsers of people with a language, a width and a theme.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { checkout } from '../harness/server.mjs';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const { chromium } = require('playwright-core');
export const screenshots = path.join(checkout, 'build/screenshots');

export function launch() {
  return chromium.launch({
    executablePath: process.env.CANYU_CHROMIUM ?? '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
      '--force-color-profile=srgb', '--font-render-hinting=none'],
  });
}

const viewport_of = (width) => ({ width, height: width < 600 ? 780 : 900 });

// Shows the page that is open at another width and in another theme, without loading it again.
export async function change_view(page, { width, theme }) {
  await page.setViewportSize(viewport_of(width));
  await page.emulateMedia({ colorScheme: theme });
}

// A window of its own: {language: 'zh-CN'|'en', width, theme: 'light'|'dark', javascript}. page.wrong collects what a
// page must never do: log an error, break the content security policy, load something from elsewhere.
export async function open_window(browser, base, { language = 'zh-CN', width = 1280, theme = 'light', javascript = true } = {}) {
  const context = await browser.newContext({
    baseURL: base, locale: language, colorScheme: theme, javaScriptEnabled: javascript, reducedMotion: 'reduce', viewport: viewport_of(width),
  });
  const page = await context.newPage();
  page.wrong = [];
  page.setDefaultTimeout(15_000);
  page.on('console', (message) => message.type() === 'error' && page.wrong.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => page.wrong.push(`script: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !/^(data|blob|about):/.test(request.url())) page.wrong.push(`loads ${request.url()}`);
  });
  return page;
}

// Signs in through the form; works with JavaScript off.
export async function sign_in(page, { name, password }) {
  await page.goto('/sign-in');
  await page.locator('main input[name=name]').fill(name);
  await page.locator('main input[name=password]').fill(password);
  await page.locator('main form button:not([type=button])').first().click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

// Presses what sends a form, and waits for the page that follows.
export async function send(button) {
  await Promise.all([button.page().waitForEvent('domcontentloaded'), button.click()]);
}

// By the button in the top bar, which also keeps the choice for the person who is signed in.
export async function choose_language(page, language) {
  if (await page.locator('html').getAttribute('lang') === language) return;
  await page.locator(`button[name=language][value="${language}"]`).first().click();
  await page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
}

// build/screenshots/NAME.png, the whole page in a window as long as it is, so that the tabs stand at its end.
export async function take_picture(page, name) {
  fs.mkdirSync(screenshots, { recursive: true });
  const { width, height } = page.viewportSize();
  await page.setViewportSize({ width, height: await page.evaluate(() => document.documentElement.scrollHeight) });
  await page.screenshot({ path: path.join(screenshots, `${name.replace(/[^\w.-]+/g, '-')}.png`) });
  await page.setViewportSize({ width, height });
}

// Axe comes by the debugger, so that the page's content security policy stays as it is.
const axe = () => fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

// Brings axe along to every page that is opened from now on, which is quicker than bringing it after each.
export async function bring_axe(page) {
  await page.context().addInitScript({ content: axe() });
}

const every_rule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

// What axe finds against WCAG 2.1 A and AA, or against the rules of these names: ["rule: where: what"].
export async function axe_violations(page, rules = every_rule) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe());
  const { violations } = await page.evaluate((runOnly) => window.axe.run(document, {
    runOnly, resultTypes: ['violations'], preload: false,
  }), rules);
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')}`));
}

// Whether a person must push the page sideways, and by which elements.
export function sideways(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > width + 1)
      .slice(0, 3).map((element) => `wider than the window: ${element.tagName.toLowerCase()}.${element.className}`);
  });
}
