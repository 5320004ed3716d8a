// Whatever bytes come over the wire: no crash, no hang, no memory without end, and each refusal is a sentence.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import zlib from 'node:zlib';
import { databases } from '../harness/databases.mjs';
import { sleep, start_server } from '../harness/server.mjs';
import { multipart_type } from '../scenarios/client.mjs';
import { House, form_type, sentence_of } from './house.mjs';
import { exchange, request, Wire } from './wire.mjs';

const english = 'Accept: text/html\r\nAccept-Language: en\r\n';
const chinese = 'Accept: text/html\r\nAccept-Language: zh-CN\r\n';
const program = 'Accept: application/json\r\nAccept-Language: en\r\n';
const megabytes = (bytes) => Math.round(bytes / 2 ** 20);

let house;
let slow; // what came of those who send slowly, begun at the start because it takes half a minute
before(async () => {
  house = new House(databases('sqlite').fresh('hostile'), { name: 'hostile' });
  await house.furnish();
  await house.start();
  slow = Promise.all([drip('GET / HTTP/1.1\r\nX-Slow: '), drip('POST /say HTTP/1.1\r\nHost: a\r\nContent-Length: 90000\r\n\r\n')]);
});
after(async () => {
  assert.equal((await exchange(house.server.url, request('GET /healthz'))).status, 200, 'it still lives');
  await house.server.stop();
});

// A byte now and then until the server has enough of it.
async function drip(start) {
  const wire = new Wire(house.server.url).send(start);
  const begun = Date.now();
  while (!wire.is_closed && Date.now() - begun < 60_000) {
    wire.send('x');
    await sleep(500);
  }
  return { seconds: (Date.now() - begun) / 1000, answer: wire.take(true) };
}

const ask = (bytes, options) => exchange(house.server.url, bytes, options);
const header_of = (answer) => ({ headers: { get: (name) => answer.headers.get(name) }, body: answer.body });

// Asked three times: in both languages as a page, and as a program does; `bytes` is made with those headers.
async function refused(status, bytes) {
  const sentences = [];
  for (const headers of [english, chinese, program]) {
    const answer = await ask(bytes(headers));
    assert.equal(answer?.status, status, `${bytes(headers).toString('latin1').slice(0, 200)} answered ${answer?.status}`);
    sentences.push(sentence_of(header_of(answer)));
    if (headers === program) assert.match(answer.headers.get('content-type'), /^application\/problem\+json/);
  }
  assert.match(sentences[0], /^[A-Z][^<>{}]{10,}[.!]$/);
  assert.match(sentences[1], /^[^<>{}]*\p{Script=Han}{4}[^<>{}]*[。？]$/u);
  assert.equal(sentences[2], sentences[0]);
}

test('bodies over the limit, packed or not', async () => {
  const large = `text=${'x'.repeat(300_000)}`;
  await refused(413, (headers) => request('POST /say', `${headers}Content-Type: ${form_type}\r\n`, large));
  await refused(413, (headers) => request('POST /no/such/page', headers, large));
  await refused(413, (headers) => request('GET /', headers, large));
  const bomb = zlib.gzipSync(Buffer.alloc(50_000_000));
  await refused(413, (headers) => request('POST /say', `${headers}Content-Encoding: gzip\r\n`, bomb));
  await refused(413, (headers) => request('POST /studio/imports', `${headers}Content-Encoding: gzip\r\nCookie: canyu_session=x\r\n`, bomb));
  await refused(400, (headers) => request('POST /say', `${headers}Content-Encoding: gzip\r\n`, zlib.gzipSync('text=x').subarray(0, 20)));
  await refused(400, (headers) => request('POST /say', `${headers}Content-Encoding: gzip\r\n`, 'text=not packed'));
  for (const coding of ['br', 'deflate', 'gzip, gzip', 'zstd']) {
    await refused(415, (headers) => request('POST /say', `${headers}Content-Encoding: ${coding}\r\n`, 'text=x'));
  }
});

test('what is no form, no JSON and no UTF-8', async () => {
  const form = (body) => (headers) => request('POST /say', `${headers}Content-Type: ${form_type}\r\n`, Buffer.from(body, 'latin1'));
  for (const body of ['text=%ff', 'text=\xff\xfe', 'text=%', 'text=%zz', '%c0%80=1', 'text=\xed\xa0\x80']) await refused(400, form(body));
  await refused(400, form('a=1&'.repeat(5_000)));
  const json = (body) => (headers) => request('POST /say', `${headers}Content-Type: application/json\r\n`, Buffer.from(body, 'latin1'));
  for (const body of ['{"text":"\xff"}', '{"text":"\\ud800"}', '{"text":', '[1]', '"x"', '{"text":{"a":1}}', `{"a":${'['.repeat(100_000)}`, `{"a":[${'1,'.repeat(2_000)}1]}`]) {
    await refused(400, json(body));
  }
  const parts = (body) => (headers) => request('POST /say', `${headers}Content-Type: ${multipart_type}\r\n`, Buffer.from(body, 'latin1'));
  const boundary = multipart_type.split('boundary=')[1];
  const part = (text) => `--${boundary}\r\nContent-Disposition: form-data; name="text"\r\n\r\n${text}\r\n`;
  for (const body of ['', 'x', part('x'), part('\xff') + `--${boundary}--`, part('x').repeat(2_000) + `--${boundary}--`, `--${boundary}\r\nX\r\n\r\n--${boundary}--`]) {
    if (body) await refused(400, parts(body));
  }
  await refused(415, (headers) => request('POST /say', `${headers}Content-Type: application/xml\r\n`, '<text>x</text>'));
  await refused(400, (headers) => request('GET /%ff', headers));
  await refused(400, (headers) => request('GET /t/1?page=%ff', headers));
  await refused(400, (headers) => request('GET /a%00b', headers));
});

test('headers and targets without end', async () => {
  await refused(431, (headers) => request('GET /', headers + 'X-Field: value\r\n'.repeat(3_000)));
  await refused(431, (headers) => request('GET /', `${headers}X-Long: ${'x'.repeat(100_000)}\r\n`));
  for (const length of [9_000, 1_000_000]) {
    const answer = await ask(request(`GET /${'a'.repeat(length)}`, english));
    assert.equal(answer.status, 414);
    assert.match(sentence_of(header_of(answer)), /[.。]$/);
  }
  assert.equal((await ask(request(`GET /search?q=${encodeURIComponent('漢'.repeat(800))}`))).status, 200);
});

test('what two readers could understand differently', async () => {
  const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n';
  const head = 'POST /say HTTP/1.1\r\nHost: a\r\n';
  const cases = {
    'both lengths': [400, `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`],
    'two lengths': [400, `${head}Content-Length: 0\r\nContent-Length: 40\r\n\r\n${smuggled}`],
    'a list of lengths': [400, `${head}Content-Length: 0, 40\r\n\r\n${smuggled}`],
    'a signed length': [400, `${head}Content-Length: +0\r\n\r\n${smuggled}`],
    'a coding twice': [400, `${head}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`],
    'an unknown coding': [501, `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${smuggled}`],
    'a blank before the colon': [400, `${head}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${smuggled}`],
    'a folded line': [400, `${head}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n${smuggled}`],
    'bare line feeds': [400, `POST /say HTTP/1.1\nHost: a\nContent-Length: 0\n\n${smuggled}`],
    'a bare carriage return': [400, `${head}X: a\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`],
    'a chunk size with a sign': [400, `${head}Transfer-Encoding: chunked\r\n\r\n+0\r\n\r\n${smuggled}`],
    'a chunk size that overflows': [413, `${head}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n\r\n${smuggled}`],
    'chunks of HTTP/1.0': [400, `POST /say HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`],
    'a NUL': [400, `${head}X: a\0b\r\n\r\n${smuggled}`],
    'two hosts': [400, `GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n${smuggled}`],
    'no host': [400, `GET / HTTP/1.1\r\n\r\n${smuggled}`],
    'a version to come': [505, `GET / HTTP/3.0\r\nHost: a\r\n\r\n${smuggled}`],
    'no HTTP at all': [400, `\x16\x03\x01\x02\x00\x01\x00\r\n\r\n${smuggled}`],
    'a tunnel': [400, `CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n${smuggled}`],
  };
  for (const [name, [status, bytes]] of Object.entries(cases)) {
    const wire = new Wire(house.server.url).send(Buffer.from(bytes, 'latin1'));
    const answer = await wire.answer();
    assert.ok(answer && (answer.status === status || (status === 413 && answer.status === 400)), `${name} answered ${answer?.status}, not ${status}`);
    assert.match(sentence_of(header_of(answer)), /[.。]$/, name);
    assert.equal(await wire.answer(), null, `${name}: what follows is not read`);
  }
});

test('every form that HTTP allows', async () => {
  const old = await ask('GET / HTTP/1.0\r\n\r\n');
  assert.deepEqual([old.status, old.headers.get('connection')], [200, 'close']);
  const kept = new Wire(house.server.url).send('GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n');
  assert.equal((await kept.answer()).headers.get('connection'), 'keep-alive');
  assert.equal((await kept.send('GET /b HTTP/1.0\r\n\r\n').answer()).status, 200);
  const head = new Wire(house.server.url).send(request('HEAD /'));
  const { status, headers } = await head.answer({ has_body: false });
  assert.ok(status === 200 && Number(headers.get('content-length')) > 1_000);
  assert.equal((await head.send(request('GET /healthz')).answer()).body, '{"status":"ok"}', 'no byte of a body came before');
  assert.equal((await ask(request('GET http://canyu.test/healthz'))).status, 200);
  for (const line of ['OPTIONS *', 'OPTIONS /', 'TRACE /', 'FROB /', 'PUT /', 'DELETE /']) {
    const answer = await ask(request(line, english));
    assert.equal(answer.status, 405, line);
    assert.match(sentence_of(header_of(answer)), /\.$/);
  }
  assert.equal((await ask(`\r\n\r\n${request('GET /healthz')}`)).status, 200);
  const continued = new Wire(house.server.url).send(`POST /say HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\nContent-Type: ${form_type}\r\n\r\n`);
  assert.equal((await continued.answer()).status, 100);
  assert.equal((await continued.send('text=').answer()).status, 422);
  await refused(417, (headers) => request('POST /say', `${headers}Expect: magic\r\n`, 'text=x'));
});

test('many requests at once on one connection are answered in order', async () => {
  const wire = new Wire(house.server.url);
  wire.send(Buffer.concat(Array.from({ length: 300 }, (_, i) => request(i % 2 ? '/healthz'.padStart(12, 'GET ') : `GET /none/${i}`, program))));
  for (let i = 0; i < 300; i += 1) assert.equal((await wire.answer()).status, i % 2 ? 200 : 404, `answer ${i}`);
  wire.destroy();
});

describe('floods', () => {
  test('500 who only begin a request do not keep anybody else waiting', async () => {
    const wires = Array.from({ length: 500 }, () => new Wire(house.server.url).send('POST /say HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nte'));
    for (let i = 0; i < 20; i += 1) assert.equal((await ask(request('GET /healthz'), { limit: 5_000 })).status, 200);
    wires.forEach((wire) => wire.destroy());
  });

  test('large bodies of anybody are not taken in before it is known who sends them', async () => {
    const body = Buffer.alloc(60 * 2 ** 20, 'x');
    const answer = await ask(request('POST /studio/imports', `${english}Content-Type: ${multipart_type}\r\n`, body), { limit: 60_000 });
    assert.equal(answer.status, 401);
    assert.match(sentence_of(header_of(answer)), /Sign in/);
  });

  test('forty large bodies at once, with a session somebody made up, take bounded memory', async () => {
    const head = `POST /studio/imports HTTP/1.1\r\nHost: a\r\nCookie: canyu_session=x\r\n${english}Content-Length: ${60 * 2 ** 20}\r\n\r\n`;
    const block = Buffer.alloc(59 * 2 ** 20, 'x');
    const wires = Array.from({ length: 40 }, () => new Wire(house.server.url).send(head).send(block));
    const first = await Promise.any(wires.map(async (wire) => {
      const answer = await wire.answer({ limit: 60_000 });
      assert.ok(answer);
      return answer;
    }));
    assert.equal(first.status, 503);
    assert.match(sentence_of(header_of(first)), /\.$/);
    await sleep(3_000); // for whoever is still sending
    assert.ok(house.memory('VmHWM') < 800 * 2 ** 20, `${megabytes(house.memory('VmHWM'))} MB`);
    wires.forEach((wire) => wire.destroy());
    await sleep(500);
    assert.equal((await ask(request('GET /healthz'), { limit: 5_000 })).status, 200);
  });
});

test('who sends slowly is told so and closed, within the limits', async () => {
  const [head, body] = await slow;
  assert.ok(head.seconds > 8 && head.seconds < 20, `the head had ${head.seconds} s`);
  assert.ok(body.seconds > 25 && body.seconds < 50, `the body had ${body.seconds} s`);
  for (const { answer } of [head, body]) {
    assert.equal(answer.status, 408);
    assert.match(sentence_of(header_of(answer)), /[.。]$/);
  }
});

test('with few descriptors it turns away whoever has many connections, and serves the others', async (t) => {
  const server = await start_server('serve', ['--database', databases('sqlite').fresh('few')],
    { name: 'few-descriptors', wrapper: ['prlimit', '--nofile=300:300'] });
  t.after(() => server.kill());
  const wires = Array.from({ length: 400 }, () => new Wire(server.url));
  const turned_away = await Promise.any(wires.map(async (wire) => {
    const answer = await wire.answer();
    assert.ok(answer);
    return answer;
  }));
  assert.equal(turned_away.status, 503);
  assert.match(sentence_of(header_of(turned_away)), /[.。]$/);
  const stranger = new Wire(server.url, '127.0.0.9').send(request('GET /healthz'));
  assert.equal((await stranger.answer()).status, 200);
  wires.forEach((wire) => wire.destroy());
  assert.doesNotMatch(server.output(), /"level":"error"/);
});

test('nothing of this is an error of ours', async (t) => {
  t.diagnostic(`at most ${megabytes(house.memory('VmHWM'))} MB, now ${megabytes(house.memory('VmRSS'))} MB`);
  house.check_log();
});
