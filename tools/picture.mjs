// Makes docs/picture.png, the surface board that README.md shows, anew from a demo community: node tools/picture.mjs
import fs from 'node:fs';
import path from 'node:path';
import { launch, open_window, sign_in } from '../tests/browser/browser.mjs';
import { start_demo } from '../tests/browser/demo.mjs';
import { checkout } from '../tests/harness/server.mjs';

const file = path.join(checkout, 'docs/picture.png');
const largest = 300_000; // bytes

const [browser, demo] = await Promise.all([launch(), start_demo('picture')]);
try {
  const page = await open_window(browser, demo.url, { language: 'en', width: 1280, theme: 'light' });
  await sign_in(page, demo.people.staff);
  await page.goto('/studio');
  const parts = await Promise.all([page.locator('header.bar'), page.locator('svg.picture.wide')].map((part) => part.boundingBox()));
  const bottom = Math.max(...parts.map(({ y, height }) => y + height));
  await page.screenshot({ path: file, clip: { x: 0, y: 0, width: 1280, height: Math.ceil(bottom) + 24 } });
} finally {
  await browser.close();
  await demo.stop();
}
const { size } = fs.statSync(file);
if (size > largest) throw new Error(`${file} has ${size} bytes; ${largest} are the most`);
console.log(`${file}: ${size} bytes`);
