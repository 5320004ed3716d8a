// Proves that the scenario runner can fail: a tiny server answers wrongly and every kind of expectation must notice.
import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';
import { Promises } from './openapi.mjs';
import { fill, parse } from './parse.mjs';
import { Player } from './play.mjs';

const document = {
  openapi: '3.1.0',
  paths: {
    '/demands': { get: { 'x-access': 'visitor', parameters: [], responses: {
      200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Board' } } } } } } },
    '/demands/{number}': { post: { 'x-access': 'member', responses: {},
      requestBody: { content: { 'application/json': { schema: { properties: { why: { type: 'string' } } } } } } } },
    '/demands/new': { get: { 'x-access': 'member', responses: {} } },
  },
  components: { schemas: { Board: { type: 'object', required: ['count'], properties: { count: { type: 'integer' } } } } },
};

async function with_server(answer, act) {
  const server = http.createServer((request, response) => {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Content-Security-Policy', "default-src 'none'");
    answer(request, response);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  try {
    return await act(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.close();
  }
}

const board = (request, response) => {
  response.setHeader('Content-Type', request.headers.accept === 'application/json' ? 'application/json' : 'text/html');
  response.setHeader('X-Kind', 'board 7');
  response.end(request.headers.accept === 'application/json' ? '{"count": "two", "list": [{"n": 1}]}' : '<h1>需求</h1>');
};

async function failures_of(text, promises = null, answer = board) {
  const { steps } = parse(text, 'test.http');
  return with_server(answer, async (url) => {
    const player = new Player(url, { promises, sign_in: async (client, name) => client.cookies.set('session', name) });
    await player.play(steps);
    return player.failures.map((failure) => failure.split('\n')[0]);
  });
}

const get = (expectation) => `### step\nGET /demands\n\n> 200\n> ${expectation}\n`;

test('every expectation holds when it should and fails when it should', async () => {
  const cases = [
    ['body contains 需求', 'body contains 计划'], ['body lacks 计划', 'body lacks 需求'],
    ['body shows 需', 'body shows <h1>'], ['body matches ^<h\\d>', 'body matches ^<p>'], ['header X-Kind is board 7', 'header X-Kind is board'],
    ['header X-Kind matches \\d$', 'header X-Kind matches ^\\d'], ['header X-None absent', 'header X-Kind absent'],
    ['capture n = header X-Kind (\\d)', 'capture n = header X-Kind (\\d\\d)'], ['header X-Kind exists', 'header X-None exists'],
  ];
  for (const [holds, fails] of cases) {
    assert.deepEqual(await failures_of(get(holds)), [], holds);
    assert.equal((await failures_of(get(fails))).length, 1, fails);
  }
  const json = (expectation) => get(expectation).replace('\n\n', '\nAccept: application/json\n\n');
  for (const [holds, fails] of [
    ['json $.count == "two"', 'json $.count == 2'], ['json $.list[0].n >= 1', 'json $.list[0].n >= 2'],
    ['json $.list.length == 1', 'json $.list.length != 1'], ['json $.none absent', 'json $.none exists'],
    ['capture n = json $.list[0].n', 'capture n = json $.list[1].n'],
  ]) {
    assert.deepEqual(await failures_of(json(holds)), [], holds);
    assert.equal((await failures_of(json(fails))).length, 1, fails);
  }
  assert.deepEqual(await failures_of('### step\nGET /demands\n\n> 404\n'), ['test.http:4: step: answered 200, not 404']);
});

test('what is not understood is a failure, not a pass', async () => {
  assert.match((await failures_of(get('body holds 需求')))[0], /not an expectation/);
  assert.match((await failures_of(get('body contains {{nothing}}')))[0], /never captured/);
  assert.throws(() => parse('### no request\n', 'test.http'), /has no request/);
  assert.throws(() => parse('### no status\nGET /\n\n> body contains x\n', 'test.http'), /first expectation is the status/);
});

test('a captured value goes into later requests, and people keep their own sessions', async () => {
  const seen = [];
  const answer = (request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.cookie ?? 'nobody'}`);
    response.setHeader('Location', '/demands/12');
    response.statusCode = 303;
    response.end();
  };
  const text = ['### first', '# @as xiaoman', 'GET /demands', '', '> 303', '> capture number = header Location /demands/(\\d+)',
    '### second', 'GET /demands/{{number}}', '', '> 303', ''].join('\n');
  assert.deepEqual(await failures_of(text, null, answer), []);
  assert.deepEqual(seen, ['GET /demands session=xiaoman', 'GET /demands/12 nobody']);
});

test('pages are asked again as JSON and held against the document', async () => {
  const failures = await failures_of('### board\nGET /demands\n\n> 200\n', new Promises(document));
  assert.equal(failures.length, 2);
  assert.match(failures[0], /does not fit .openapi.json: .*count must be integer/);
});

test('what was never tried is told', async () => {
  const promises = new Promises(document);
  assert.deepEqual(promises.owed(), ['GET /demands/new: not permitted', 'GET /demands/new: success', 'GET /demands: success',
    'POST /demands/{number}: bad input', 'POST /demands/{number}: hostile why',
    'POST /demands/{number}: not permitted', 'POST /demands/{number}: success']);
  assert.equal(promises.find('GET', '/demands/new').pattern, '/demands/new');
  assert.equal(promises.find('GET', '/demands.json').pattern, '/demands');
  promises.note(promises.find('POST', '/demands/7'), 422);
  promises.note(promises.find('GET', '/demands/new'), 303, '/sign-in?back=%2Fdemands%2Fnew');
  promises.note(promises.find('GET', '/demands?page=2'), 200);
  promises.note_hostile(promises.find('POST', '/demands/7'), ['why', 'other']);
  assert.deepEqual(promises.owed(), ['GET /demands/new: success', 'POST /demands/{number}: not permitted', 'POST /demands/{number}: success']);
});

test('an act that leads to the door is a success, a page that does is not', () => {
  const promises = new Promises(document);
  promises.note(promises.find('POST', '/demands/7'), 303, '/sign-in');
  promises.note(promises.find('GET', '/demands/new'), 303, '/sign-in');
  assert.ok(!promises.owed().includes('POST /demands/{number}: success'));
  assert.ok(promises.owed().includes('GET /demands/new: success'));
});

test('a round is told by what it was given, in the address encoded', async () => {
  const seen = [];
  const answer = (request, response) => {
    seen.push(request.url);
    response.setHeader('Content-Type', 'application/json');
    response.end('{"count": 1}');
  };
  const { steps } = parse('### step\nGET /demands?q={{words:u}}\n\n> 200\n> json $.count == 2\n', 'test.http');
  await with_server(answer, async (url) => {
    const player = new Player(url, { sign_in: async () => {} });
    for (const words of ['<b> ', '{{long 3}}']) await player.play(steps, { words });
    assert.deepEqual(seen, ['/demands?q=%3Cb%3E%20', '/demands?q=%7B%7Blong%203%7D%7D']);
    assert.match(player.failures[0], /^test.http:5: step with words = <b> : json/);
  });
  assert.equal(fill('{{long 3}}{{a}}', { a: '{{b}}' }), 'xxx{{b}}');
  assert.equal(fill('{{weekday 0}} {{weekday 7}}', {}).split(' ').every((day) => day === fill('{{weekday 14}}', {})), true);
  assert.notEqual(fill('{{weekday 0}}', {}), fill('{{weekday 1}}', {}));
});
