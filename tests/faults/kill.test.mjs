// Killed in the middle of writing, over and over: what was answered is there afterwards, once, and nothing is half done.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { databases } from '../harness/databases.mjs';
import { checkout, sleep, start_server, temporary_directory } from '../harness/server.mjs';
import { check_deeds, check_nothing_is_half_done } from './evidence.mjs';
import { House, post_form, seeded, sentence_of } from './house.mjs';
import { members_of } from './load.mjs';

const seed = Number(process.env.CANYU_FAULT_SEED ?? Date.now() % 2 ** 32);
const random = seeded(seed);
console.log(`CANYU_FAULT_SEED=${seed} repeats this run's choices`);

const names = ['xiaoman', 'ajie', 'laozhou', 'guanjia'];
const longest_wait = 120; // milliseconds between a round's first answer and the kill
const answers_of = (members) => members.reduce((sum, { deeds }) => sum + deeds.filter(({ answer }) => answer !== undefined).length, 0);

async function until(what, holds, limit = 30_000) {
  for (const begun = Date.now(); !(await holds()); await sleep(2)) assert.ok(Date.now() - begun < limit, `never: ${what}`);
}

// Kills the server `rounds` times at a random moment while everybody writes.
async function kill_and_look(house, members, rounds) {
  for (let round = 1; round <= rounds; round += 1) {
    const before_round = answers_of(members);
    const working = Promise.all(members.map((member) => member.work()));
    await Promise.race([working, until('an answer', () => answers_of(members) > before_round)]);
    await sleep(random() * longest_wait);
    await house.server.kill();
    await working;
    await house.start();
    check_nothing_is_half_done(house);
    check_deeds(house, members);
    await Promise.all(members.map((member) => member.finish()));
    await Promise.all(members.map((member) => member.repeat(1)));
    house.check_log();
  }
  check_nothing_is_half_done(house);
  check_deeds(house, members);
}

// A connection on which these bytes were sent; `heard` is what comes back.
function said(server, bytes) {
  const { hostname, port } = new URL(server.url);
  return new Promise((done) => {
    const client = { heard: '', socket: net.connect(port, hostname, () => client.socket.write(bytes, () => done(client))) };
    client.socket.on('data', (data) => { client.heard += data; });
    client.socket.on('error', () => {});
  });
}

async function killed_often(engine, rounds, t) {
  const store = databases(engine);
  if (!store) return t.skip('CANYU_TEST_POSTGRESQL names no server');
  const house = new House(store.fresh('killed'), { name: `killed-${engine}` });
  t.after(() => house.server?.kill());
  await house.furnish();
  await house.start();
  const members = await members_of(house, names, random);
  await kill_and_look(house, members, rounds);
  t.diagnostic(`${answers_of(members)} answered deeds over ${rounds} kills`);
  await house.server.stop();
}

test('50 times kill -9 on SQLite', (t) => killed_often('sqlite', 50, t));
test('5 times kill -9 on PostgreSQL', (t) => killed_often('postgresql', 5, t));

describe('PostgreSQL itself is killed under load', { skip: !process.env.CANYU_TEST_POSTGRESQL && 'CANYU_TEST_POSTGRESQL names no server' }, () => {
  const directory = path.join(temporary_directory(), 'postgresql');
  const tool = (action) => execFileSync(path.join(checkout, 'tools/postgresql'), [action, directory], { encoding: 'utf8' }).trim();
  let house;
  let members;
  before(async () => {
    execFileSync('chmod', ['a+rx', path.dirname(directory)]); // for the user that PostgreSQL runs as
    house = new House(tool('start'), { name: 'postgresql-killed' });
    await house.furnish();
    await house.start();
    members = await members_of(house, names, random);
  });
  after(async () => {
    await house.server?.kill();
    tool('stop');
  });

  test('writing is refused with a sentence and goes on by itself, and nothing is lost', async () => {
    let over = false;
    const working = Promise.all(members.map((member) => member.work(() => !over)));
    const while_working = (what, holds) => Promise.race([working, until(what, holds)]);
    for (let round = 0; round < 2; round += 1) {
      const before_round = answers_of(members);
      await while_working('answers', () => answers_of(members) > before_round + 20);
      await sleep(random() * longest_wait);
      tool('kill');
      const refused = members.map(({ refusals }) => refusals.length);
      await while_working('a refusal for everybody', () => members.every(({ refusals }, i) => refusals.length > refused[i] + 2));
      tool('start');
      for (const { deeds } of members) {
        const settled = deeds.filter(({ answer }) => answer !== undefined).length;
        await while_working('an answer again', () => deeds.filter(({ answer }) => answer !== undefined).length > settled);
      }
    }
    over = true;
    await working;
    for (const member of members) await member.finish();
    check_nothing_is_half_done(house);
    check_deeds(house, members);
    const refusals = members.flatMap((member) => member.refusals);
    const odd = refusals.filter(({ sentence }) => !/^[^<>{}]{10,}[.。]$/.test(sentence));
    assert.deepEqual(odd, [], 'every refusal is a sentence');
    house.check_log(/"event":"(request\.unavailable|jobs_paused|repeated_work_failed|allotments\.not_followed)"/);
  });

  test('reading says so too, to people and to programs, and is back at once', async () => {
    const [{ client }] = members;
    tool('kill');
    const page = await client.send('GET', '/t/1', [['Accept', 'text/html'], ['Accept-Language', 'zh']]);
    assert.equal(page.status, 503);
    assert.match(sentence_of(page), /。$/);
    const document = await client.send('GET', '/t/1.json');
    assert.equal(document.status, 503);
    assert.match(document.headers.get('content-type'), /^application\/problem\+json/);
    assert.equal((await client.send('GET', '/healthz')).status, 503);
    tool('start');
    assert.equal((await client.send('GET', '/t/1', [['Accept', 'text/html']])).status, 200);
    assert.equal((await post_form(client, '/t/1/posts', { markdown: 'Here again.' })).status, 303);
  });
});

describe('SIGTERM', { concurrency: true }, () => {
  test('under load: whatever is done is answered, and the end is orderly', async (t) => {
    const house = new House(databases('sqlite').fresh('stopped'), { name: 'stopped' });
    t.after(() => house.server?.kill());
    await house.furnish();
    await house.start();
    const members = await members_of(house, names, random);
    for (let round = 0; round < 5; round += 1) {
      const before_round = answers_of(members);
      const working = Promise.all(members.map((member) => member.work()));
      await Promise.race([working, until('answers', () => answers_of(members) > before_round + 20)]);
      await sleep(random() * longest_wait);
      const begun = Date.now();
      await house.server.stop();
      assert.ok(Date.now() - begun < 5_000, 'nobody dawdled, so it ends at once');
      await working;
      const [{ keys }] = house.rows('select count(*) as keys from submission');
      assert.equal(Number(keys), answers_of(members), 'as many acts as answers');
      house.check_log();
      await house.start();
      await Promise.all(members.map((member) => member.finish()));
    }
    check_nothing_is_half_done(house);
    check_deeds(house, members);
  });

  test('whoever had sent a request before it came is answered, seen by the server or not yet', async () => {
    const server = await start_server('serve', ['--database', databases('sqlite').fresh('seen')], { name: 'seen' });
    const request = 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n';
    const known = await Promise.all(Array.from({ length: 5 }, () => said(server, request)));
    await until('the first answers', () => known.every(({ heard }) => heard.endsWith('{"status":"ok"}')));
    process.kill(server.pid, 'SIGSTOP');
    await Promise.all(known.map(({ socket }) => new Promise((done) => socket.write(request, done))));
    const strangers = await Promise.all(Array.from({ length: 50 }, () => said(server, request)));
    const stopped = server.stop();
    process.kill(server.pid, 'SIGCONT');
    await stopped;
    const answers = ({ heard }) => heard.split('HTTP/1.1 200 ').length - 1;
    assert.deepEqual(known.map(answers), known.map(() => 2));
    assert.deepEqual(strangers.map(answers), strangers.map(() => 1));
  });

  test('with clients that dawdle: ten seconds for them, then the end', async () => {
    const server = await start_server('serve', ['--database', databases('sqlite').fresh('dawdled')], { name: 'dawdled' });
    const silent = await said(server, '');
    const [half_a_head, half_a_body] = await Promise.all([said(server, 'GET / HTT'),
      said(server, 'POST /say HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\ntext=')]);
    await sleep(300); // until the server has read all of it
    const begun = Date.now();
    const stopped = server.stop();
    await sleep(1_000);
    half_a_body.socket.write('abcd');
    await stopped;
    assert.ok(Date.now() - begun < 15_000, `it took ${Date.now() - begun} ms`);
    assert.match(half_a_body.heard, /^HTTP\/1\.1 4\d\d /, 'who sent the rest in time is answered');
    assert.equal(silent.heard, '');
    assert.match(half_a_head.heard, /^$|^HTTP\/1\.1 408 /);
  });
});
