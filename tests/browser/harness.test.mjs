// Proves that the checks of every_page can fail: a page with everything wrong is caught at each of them.
import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';
import { axe_violations, launch, open_window, sideways } from './browser.mjs';
import { words_of_another_language } from './languages.mjs';

const page_text = `<!doctype html><html lang="en"><title>x</title><main>
  <h1>需求 board</h1><p data-words>这里是别人的话 in their words</p><p translate="no">中文</p>
  <button aria-label="Support it">支持</button><p>Markdown 可以用</p>
  <img src="/x.png"><div style="width: 2000px">—</div></main>
  <script>console.error('broken'); fetch('http://127.0.0.1:9/elsewhere').catch(() => {});</script>`;

test('a bad page is caught', async () => {
  const server = http.createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Content-Security-Policy', "default-src 'self'; script-src 'self' 'unsafe-inline'; connect-src *; style-src 'unsafe-inline'");
    response.end(page_text);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const browser = await launch();
  try {
    const page = await open_window(browser, `http://127.0.0.1:${server.address().port}`, { width: 360, language: 'en' });
    await page.goto('/');
    assert.deepEqual(await words_of_another_language(page, 'en'), ['not en: h1: 需求 board', 'not en: button: 支持', 'not en: p: Markdown 可以用']);
    assert.deepEqual(await words_of_another_language(page, 'zh-CN'),
      ['not zh-CN: h1: 需求 board', 'not zh-CN: button[aria-label]: Support it']);
    assert.match((await axe_violations(page)).join('\n'), /image-alt/);
    assert.match((await sideways(page)).join('\n'), /wider than the window: div/);
    assert.match(page.wrong.join('\n'), /console: broken/);
    assert.match(page.wrong.join('\n'), /loads http:\/\/127\.0\.0\.1:9\/elsewhere/);
  } finally {
    await browser.close();
    server.close();
  }
});
