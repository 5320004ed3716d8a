// Debian's Chromium on a page of this folder, served with the content security policy of the real pages.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export { launch } from '../../tests/browser/browser.mjs';

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const types = { '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' };
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

// The built script's path below web/.
export async function script_path() {
  return `dist/${JSON.parse(await readFile(join(web, 'dist/manifest.json'), 'utf8'))['canyu.js']}`;
}

// answers: {"POST /preview": (url, body) => html}; /canyu.js is the built script, everything else a file of web/.
export async function serve(answers = {}) {
  const script = await script_path();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    let body = '';
    for await (const chunk of request) body += chunk;
    const answer = answers[`${request.method} ${url.pathname}`];
    const file = url.pathname === '/canyu.js' ? script : normalize(url.pathname);
    const bytes = answer ? await answer(url, body) : await readFile(join(web, file)).catch(() => null);
    const type = types[extname(file)] ?? 'text/html';
    response.writeHead(bytes === null ? 404 : 200, { 'Content-Type': `${type}; charset=utf-8`, 'Content-Security-Policy': policy });
    response.end(bytes ?? '');
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

export const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
export const desk = { viewport: { width: 1280, height: 900 } };
