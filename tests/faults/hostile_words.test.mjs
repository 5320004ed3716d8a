// Whatever people put into addresses, forms, texts and pictures: every route answers below 500, soon, and lives on.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import zlib from 'node:zlib';
import { databases } from '../harness/databases.mjs';
import { multipart_type } from '../scenarios/client.mjs';
import { House, form_type, post_form, sentence_of } from './house.mjs';
import { noisy_png, png, png_signature } from './pictures.mjs';

const soon = 10_000; // milliseconds, on a machine that does much else; most answers take a few

// Answers that go on for ever.
const endless = new Set(['/notices/stream']);

const words = ['0', '-1', '9223372036854775808', '1e309', 'NaN', '\u0000', 'a\u0000b', '\u202e\ufeff', `'; drop table report; --`, '"*^NEAR(',
  '<script>', '../../etc/passwd', '%', '\\', 'x'.repeat(30_000), '漢'.repeat(5_000), '{{name}}', '\r\nSet-Cookie: a=b', '//evil.example', '\ud800'];
const segments = ['0', '-1', '9223372036854775808', 'nowhere', '%E2%80%AE', 'x'.repeat(2_000), `a'b`, '1.json'];
const strange_values = [1e300, -1, [1, 2, 'x'], [[1]], { a: 1 }, null, true];

async function answered(client, method, target, type, body) {
  const begun = Date.now();
  const headers = [['Accept', 'application/json'], ['X-CSRF-Token', client.token]];
  const answer = await client.send(method, target, type ? [...headers, ['Content-Type', type]] : headers, body);
  const asked = `${method} ${target.slice(0, 120)} ${body?.slice(0, 200) ?? ''}`;
  assert.ok(answer.status < 500, `${asked} answered ${answer.status}: ${sentence_of(answer)}`);
  assert.ok(Date.now() - begun < soon, `${asked} took ${Date.now() - begun} ms`);
  return answer;
}

const filled = (names, value) => Object.fromEntries([...names, 'submission_key'].map((name) => [name, value]));

// One route with everything that may stand in its address, its query and its body.
async function torment(client, method, pattern, { requestBody, parameters = [] }) {
  const good = pattern.replace('{product}', 'phone').replace(/\{[^}]+\}/g, '1');
  const targets = pattern.includes('{') ? segments.map((segment) => pattern.replace(/\{[^}]+\}/g, segment)) : [];
  for (const target of [good, ...targets]) await answered(client, method, target);
  const fields = Object.keys(Object.values(requestBody?.content ?? {})[0]?.schema?.properties ?? {});
  const queries = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  for (const word of words) {
    if (queries.length) await answered(client, method, `${good}?${new URLSearchParams(filled(queries, word.slice(0, 800)))}`);
    if (fields.length) await answered(client, method, good, form_type, new URLSearchParams(filled(fields, word)).toString());
  }
  for (const value of fields.length ? strange_values : []) await answered(client, method, good, 'application/json', JSON.stringify(filled(fields, value)));
  for (const page of ['0', '-1', '99999999999999999999', 'a']) await answered(client, method, `${good}?page=${page}`);
}

for (const engine of ['sqlite', 'postgresql']) {
  test(`every route, on ${engine}`, async (t) => {
    const store = databases(engine);
    if (!store) return t.skip('CANYU_TEST_POSTGRESQL names no server');
    const house = new House(store.fresh('words'), { name: `hostile-words-${engine}` });
    t.after(() => house.server?.kill());
    await house.furnish();
    await house.start();
    let client = await house.client('guanjia');
    const { paths } = JSON.parse((await client.send('GET', '/openapi.json')).body);
    for (const [pattern, operations] of Object.entries(paths).filter(([pattern]) => !endless.has(pattern))) {
      for (const [method, operation] of Object.entries(operations)) {
        await torment(client, method.toUpperCase(), pattern, operation);
        // Some routes end sessions.
        if ((await client.send('GET', '/studio/inbox')).status !== 200) client = await house.client('guanjia');
      }
    }
    house.check_log();
    await house.server.stop();
  });
}

describe('somebody of the house', () => { // the others may write less in an hour
  let house;
  let writer;
  before(async () => {
    house = new House(databases('sqlite').fresh('texts'), { name: 'hostile-texts' });
    await house.furnish();
    await house.start();
    writer = await house.client('guanjia');
  });
  after(async () => {
    house.check_log();
    await house.server.stop();
  });

  const room = 20_000; // characters of a post
  const deep = (opening, closing = '') => opening.repeat(Math.floor(room / (opening.length + closing.length))) + closing.repeat(Math.floor(room / (opening.length + closing.length)));
  const texts = { quotes: deep('>'), 'quotes apart': deep('> '), lists: deep('- '), numbers: deep('1. '), brackets: deep('[', ']'), links: deep('[a](', ')'), 'open links': deep('[a]('),
    pictures: deep('!['), parentheses: `[a](${deep('(', ')').slice(6)}`, stars: deep('*', '*'), 'stars and words': deep('*a '), 'stars and lines': deep('**a_b'), code: deep('`', 'a'), fences: deep('```\n'),
    strikes: deep('~~a'), entities: deep('&amp;'), tags: deep('<a '), comments: deep('<!--'), columns: `${deep('|a').slice(0, 9_990)}|\n${'|-'.repeat(5_000)}`,
    rows: `|a|b|\n|-|-|\n${'|\n'.repeat(9_900)}`, 'many tables': '|a|\n|-|\n'.repeat(2_400), mentions: deep('@xiaoman '), definitions: deep('[a]: /b\n'), rules: deep('---\n'),
    addresses: deep('http://a.b/'), backslashes: deep('\\'), 'line breaks': 'a' + '\n'.repeat(19_000) + 'b', tabs: `${'\t'.repeat(19_990)}x` };

  for (const [name, markdown] of Object.entries(texts)) {
    test(`writes ${name} without end`, async () => {
      const begun = Date.now();
      assert.ok(markdown.length <= room, `${markdown.length} characters`);
      assert.equal((await post_form(writer, '/preview', { markdown })).status, 200);
      const { status, headers } = await post_form(writer, '/t/1/posts', { markdown });
      assert.equal(status, 303);
      const page = headers.get('location').replace(/#.*/, '');
      const floor = headers.get('location').replace(/.*floor-/, '');
      assert.equal((await writer.send('GET', page, [['Accept', 'text/html']])).status, 200);
      assert.equal((await writer.send('GET', `/t/1?quote=${floor}`, [['Accept', 'text/html']])).status, 200);
      assert.ok(Date.now() - begun < soon, `${Date.now() - begun} ms`);
    });
  }

  async function put_up(bytes, name = 'picture.png', type = 'image/png') {
    const boundary = multipart_type.split('boundary=')[1];
    const part = (head, body) => Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`), Buffer.from(body), Buffer.from('\r\n')]);
    const body = Buffer.concat([part('name="csrf_token"', writer.token), part(`name="picture"; filename="${name}"\r\nContent-Type: ${type}`, bytes), Buffer.from(`--${boundary}--\r\n`)]);
    return writer.send('POST', '/media', [['Content-Type', multipart_type], ['Accept', 'text/html'], ['Accept-Language', 'en']], body);
  }

  const honest = noisy_png(40);
  const lies = {
    'a text': [415, 'just words'], 'an SVG': [415, '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    'a page': [415, '<!doctype html><script>alert(1)</script>'], 'only a signature': [422, png_signature], 'half a picture': [422, honest.subarray(0, honest.length / 2)],
    'billions of pixels': [413, png(50_000, 50_000, Buffer.alloc(100))], 'more rows than it has': [422, png(3_000, 3_000, Buffer.alloc(100))],
    'a GIF that ends': [422, Buffer.from('GIF89a\x01\x00\x01\x00\x80\x00\x00', 'latin1')], 'a JPEG that ends': [422, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
    'a WebP that ends': [422, Buffer.from('RIFF\xff\xff\xff\xffWEBPVP8 ', 'latin1')], 'a bomb': [413, png(40_000, 10_000, Buffer.alloc(40_000 * 1_000))],
  };
  for (const [name, [status, bytes]] of Object.entries(lies)) {
    test(`puts up ${name}`, async () => {
      const answer = await put_up(bytes);
      assert.equal(answer.status, status, sentence_of(answer));
      assert.match(answer.body, /class="error[^>]*>[^<]*[A-Z][^<]{15,}\.|<h1[^>]*>[^<]{15,}\./);
    });
  }

  test('puts up a picture that is something else as well, and only the picture stays', async () => {
    const script = '<script>alert(document.cookie)</script>';
    const answer = await put_up(Buffer.concat([honest, Buffer.from(script), zlib.gzipSync('PK')]), 'a.html', 'text/html');
    assert.equal(answer.status, 303);
    const digest = /picture=(\w+)/.exec(answer.headers.get('location'))[1];
    const kept = await writer.send('GET', `/media/${digest}`);
    assert.equal(kept.headers.get('content-type'), 'image/webp');
    assert.ok(!kept.body.includes(script));
  });
});
