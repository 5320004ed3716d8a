// Pictures of the guide pages in both lights and widths, into build/look, for a person to look at.
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { desk, launch, phone, serve } from './chromium.mjs';

const output = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'build/look');
const site = await serve();
const browser = await launch();
await mkdir(output, { recursive: true });
for (const guide of ['guide', 'guide.en', 'guide_studio']) {
  for (const [width, size] of Object.entries({ phone, desk })) {
    for (const colorScheme of ['light', 'dark']) {
      const page = await browser.newPage({ ...size, colorScheme });
      await page.goto(`${site.url}/${guide}.html`);
      await page.screenshot({ path: join(output, `${guide}.${width}.${colorScheme}.png`), fullPage: true });
      await page.close();
    }
  }
}
await browser.close();
site.close();
