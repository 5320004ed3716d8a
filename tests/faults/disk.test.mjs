// A disk that is full, and databases that must not be served: refused with a sentence, nothing lost, on as soon as it can be.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { checkout, program, sleep, temporary_directory } from '../harness/server.mjs';
import { encode_body, multipart_type } from '../scenarios/client.mjs';
import { check_deeds, check_nothing_is_half_done } from './evidence.mjs';
import { House, post_form, seeded, sentence_of } from './house.mjs';
import { members_of } from './load.mjs';
import { noisy_png } from './pictures.mjs';
import { small_disk } from './small_disk.mjs';

const { folder: disk, mounted, fill, make_room } = small_disk(32);
const large_topic = { title: 'A long complaint', markdown: `${'It fills a lot. '.repeat(1_200)}The end.` };
const ours = /"event":"(database_commit_failed|request\.unavailable|jobs_paused|repeated_work_failed)"/;

async function until(what, holds) {
  for (const begun = Date.now(); !(await holds()); await sleep(20)) assert.ok(Date.now() - begun < 60_000, `never: ${what}`);
}

describe('a full disk', { skip: !mounted && 'this needs to mount a small disk' }, () => {
  let house;
  let members;
  let staff;
  before(async () => {
    house = new House(`sqlite:${path.join(disk, 'full.sqlite')}`, { name: 'full-disk', environment: { TMPDIR: disk } });
    await house.furnish();
    await house.start();
    members = await members_of(house, ['xiaoman', 'ajie'], seeded(1));
    staff = await house.client('laozhou');
  });
  afterEach(make_room);
  after(() => house.server?.kill());

  // Takes what is left inside the files that are there already, too.
  async function until_nothing_fits() {
    fill();
    await until('a refusal', async () => (await post_form(staff, '/b/room/new', large_topic)).status === 503);
    fill();
  }

  test('writing is refused with a sentence and what was typed, reading goes on', async () => {
    await until_nothing_fits();
    const refused = await post_form(staff, '/b/room/new', large_topic, [['Accept-Language', 'en']]);
    assert.equal(refused.status, 503);
    assert.match(sentence_of(refused), /\.$/);
    assert.match(refused.body, /The end\./);
    for (const target of ['/', '/t/1', '/demands/phone/1', '/search?q=matter', '/healthz', '/studio/inbox']) {
      assert.equal((await staff.send('GET', target, [['Accept', 'text/html']])).status, 200, target);
    }
    make_room();
  });

  test('nothing is lost and nothing half done, however often it fills up', async () => {
    for (let round = 0; round < 3; round += 1) {
      let over = false;
      const working = Promise.all(members.map((member) => member.work(() => !over)));
      const refused = members.map(({ refusals }) => refusals.length);
      const answered = members.map(({ deeds }) => deeds.length);
      await Promise.race([working, until('some deeds', () => members.every(({ deeds }, i) => deeds.length > answered[i] + 5))]);
      fill();
      await Promise.race([working, until('refusals', () => members.some(({ refusals }, i) => refusals.length > refused[i] + 5))]);
      check_nothing_is_half_done(house);
      make_room();
      over = true;
      await working;
      await Promise.all(members.map((member) => member.finish()));
    }
    check_nothing_is_half_done(house);
    check_deeds(house, members);
    assert.ok(members.flatMap(({ refusals }) => refusals).every(({ sentence }) => /[.。]$/.test(sentence)));
  });

  test('uploads are refused whole', async () => {
    await until_nothing_fits();
    const upload = (target, name, file, type) => staff.send('POST', target, [['Content-Type', multipart_type], ['Accept', 'text/html']],
      encode_body(multipart_type, `csrf_token=${staff.token}\nproduct=phone\n${name}=< ${file} ${type}`, checkout));
    const large = path.join(temporary_directory(), 'large.jsonl');
    fs.writeFileSync(large, `${JSON.stringify({ id: 1, text: 'x'.repeat(3_000) })}\n`.repeat(1_000));
    assert.equal((await upload('/studio/imports', 'file', large, 'application/jsonl')).status, 503);
    const noise = path.join(temporary_directory(), 'noise.png');
    fs.writeFileSync(noise, noisy_png(1_000));
    assert.equal((await upload('/media', 'picture', noise, 'image/png')).status, 503);
    make_room();
    const left = house.rows(`select (select count(*) from import where by_person is not null) as imports,
      (select count(*) from import_part) as parts, (select count(*) from media) as pictures`);
    assert.deepEqual(left, [{ imports: 0, parts: 0, pictures: 0 }]);
  });

  test('a backup or an export that finds no room leaves nothing behind', async () => {
    const copy = (verb, name) => spawnSync(program, [verb, path.join(disk, name), '--database', house.database], { encoding: 'utf8' });
    await until_nothing_fits();
    for (const verb of ['backup', 'export']) {
      const { status, stderr } = copy(verb, verb);
      assert.equal(status, 1, verb);
      assert.match(stderr, /canyu: .*(full|space)/);
      assert.deepEqual(fs.readdirSync(disk).filter((name) => name.startsWith(verb)), []);
    }
    make_room();
    assert.equal(copy('backup', 'backup').status, 0);
    assert.deepEqual(fs.readdirSync(path.join(disk, 'backup')).sort(), ['database.sqlite', 'journal.sqlite', 'manifest.json']);
    fs.rmSync(path.join(disk, 'backup'), { recursive: true });
  });

  test('who was here an hour ago reads on while nobody can write', async () => {
    house.change('update session set seen_at = seen_at - 7200000');
    const holder = spawn('sqlite3', [house.database.slice(7)], { stdio: ['pipe', 'pipe', 'inherit'] });
    holder.stdin.write("begin immediate; select 'held';\n");
    await once(holder.stdout, 'data');
    const page = await staff.send('GET', '/t/1', [['Accept', 'text/html']]);
    assert.equal(page.status, 200, sentence_of(page));
    holder.stdin.end();
    await until('it is known that they were here', () => house.rows(
      `select count(*) as here from session where seen_at > 1000 * (unixepoch() - 3600)`)[0].here === 1);
  });

  test('a server that is killed meanwhile comes back and serves what it has', async () => {
    await until_nothing_fits();
    await house.server.kill();
    await house.start();
    assert.equal((await staff.send('GET', '/t/1', [['Accept', 'text/html']])).status, 200);
    assert.equal((await post_form(staff, '/b/room/new', large_topic)).status, 503);
    house.check_log(ours);
    make_room();
    assert.equal((await post_form(staff, '/say', { product: 'phone', text: 'There is room.' })).status, 303);
    await house.server.stop();
    check_nothing_is_half_done(house);
  });
});

describe('a database that must not be served is refused with exit code 1 and a sentence', () => {
  const directory = temporary_directory();
  const database = path.join(directory, 'good.sqlite');
  const serve = (url) => {
    const run = spawnSync(program, ['serve', '--listen', '127.0.0.1:0', '--database', url], { encoding: 'utf8', timeout: 30_000 });
    return { code: run.status, said: run.stderr.split('\n').filter((line) => line && !line.startsWith('{')).join('\n') };
  };
  const refused = (url, sentence) => {
    const { code, said } = serve(url);
    assert.equal(code, 1, said);
    assert.match(said, sentence);
    assert.match(said, /^canyu: /);
  };
  const changed = (name, sql) => {
    const file = path.join(directory, name);
    fs.copyFileSync(database, file);
    execFileSync('sqlite3', [file, sql]);
    return `sqlite:${file}`;
  };
  before(() => execFileSync(program, ['migrate', '--database', `sqlite:${database}`]));

  test('one from the future', () => refused(
    changed('future', `insert into migration values ('299901010000_wings.sql', 'abc', 0)`),
    /made by a newer version of this program.*299901010000_wings\.sql.*please start the newer version/));

  test('one with a migration of another text', () => refused(
    changed('tampered', `update migration set digest = 'abc' where name = (select min(name) from migration)`),
    /migration \S+\.sql has been applied with another text/));

  test('what is no database', () => {
    fs.writeFileSync(path.join(directory, 'letter'), 'Dear database,\n'.repeat(1_000));
    refused(`sqlite:${path.join(directory, 'letter')}`, /the database \S+letter cannot be used: .*not a database/);
  });

  test('a folder', () => refused(`sqlite:${directory}`, new RegExp(`the database ${directory} cannot be used: .*unable to open`)));

  test('a PostgreSQL that is not there', () => refused(`postgresql://canyu@/canyu?host=${directory}`, /Is the server running/));

  test('nothing is changed by the refusal', () => {
    assert.equal(serve('mysql://here').code, 1);
    const rows = execFileSync('sqlite3', [path.join(directory, 'future'), 'select count(*) from session; select max(name) from migration'], { encoding: 'utf8' });
    assert.equal(rows, '0\n299901010000_wings.sql\n');
  });
});
