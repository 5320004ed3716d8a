// Makes docs/picture.png, the surface board that README.md shows, anew from a demo community: node tools/picture.mjs
import fs from 'node:fs';
import path from 'node:path';
import { choose_language, launch, open_window, sign_in } from '../tests/browser/browser.mjs';
import { start_demo } from '../tests/browser/demo.mjs';
import { checkout } from '../tests/harness/server.mjs';
import { packed } from './packed_png.mjs';

const file = path.join(checkout, 'docs/picture.png');
const largest = 300_000; // bytes

async function take() {
  const [browser, demo] = await Promise.all([launch(), start_demo('picture')]);
  try {
    const page = await open_window(browser, demo.url, { language: 'en', width: 1280, theme: 'light' });
    await sign_in(page, demo.people.staff);
    await choose_language(page, 'en');
    await page.goto('/studio');
    const { y, height } = await page.locator('svg.picture.wide').boundingBox();
    return await page.screenshot({ clip: { x: 0, y: 0, width: 1280, height: Math.ceil(y + height) + 24 } });
  } finally {
    await browser.close();
    await demo.stop();
  }
}

const picture = packed(await take());
if (picture.length > largest) throw new Error(`the picture has ${picture.length} bytes; ${largest} are the most`);
fs.writeFileSync(file, picture);
console.log(`${file}: ${picture.length} bytes`);
