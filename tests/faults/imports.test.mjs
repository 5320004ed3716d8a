// An import that is killed goes on where it was: every line is taken in once, and the demands are as if nothing had happened.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { databases } from '../harness/databases.mjs';
import { program, run_program, sleep, temporary_directory } from '../harness/server.mjs';
import { encode_body, multipart_type } from '../scenarios/client.mjs';
import { check_nothing_is_half_done } from './evidence.mjs';
import { House, seeded } from './house.mjs';

const seed = Number(process.env.CANYU_FAULT_SEED ?? Date.now() % 2 ** 32);
const random = seeded(seed);
console.log(`CANYU_FAULT_SEED=${seed} repeats this run's choices`);

const line_count = 1_200;
const directory = temporary_directory();
const file = path.join(directory, 'words.jsonl');
const complaints = ['the camera opens slowly from the lock screen', '来电话的时候没有声音', 'the battery is empty by noon', '相册里的照片乱了',
  'the keyboard covers what I type', '闹钟有时候不响'];
fs.writeFileSync(file, Array.from({ length: line_count }, (_, i) => JSON.stringify(i % 5 === 4
  ? { support: i - 4, user: `person${i % 97}`, ts: '2026-03-01' }
  : { id: i, text: `${complaints[i % complaints.length]} case${Math.floor(i / 40)}`, user: `person${i % 101}`, ts: '2026-02-01' })).join('\n'));

const taken_in = (house) => house.rows(`select (select count(*) from report where source = 'import:words.jsonl') as reports,
  (select count(*) from import_refusal) as refusals, (select count(*) from support) as supports`)[0];
// How many asked for what; the numbers of demands may differ.
const demands_of = (house) => house.rows('select title, people, reports from demand order by title, people, reports');

async function until(what, holds) {
  for (const begun = Date.now(); !holds(); await sleep(20)) assert.ok(Date.now() - begun < 60_000, `never: ${what}`);
}

async function undisturbed() {
  const house = await new House(databases('sqlite').fresh('undisturbed'), { name: 'undisturbed' }).furnish();
  run_program(['import', 'reports', file, '--product', 'phone', '--database', house.database], { stdio: ['ignore', 'ignore', 'inherit'] });
  return { demands: demands_of(house), counts: taken_in(house) };
}

function check(house, wanted) {
  assert.equal(wanted.counts.reports, line_count * 4 / 5);
  assert.deepEqual(taken_in(house), wanted.counts);
  assert.deepEqual(demands_of(house), wanted.demands);
  check_nothing_is_half_done(house);
}

const reference = undisturbed();

test('canyu import reports, killed five times, ends as if it had not been', async (t) => {
  const wanted = await reference;
  const house = await new House(databases('sqlite').fresh('killed_import'), { name: 'killed-import' }).furnish();
  const words = ['import', 'reports', file, '--product', 'phone', '--database', house.database];
  const progress = [];
  for (let round = 0; round < 5; round += 1) {
    const child = spawn(program, words, { stdio: 'ignore' });
    const ended = new Promise((done) => child.on('exit', (code, signal) => done(signal)));
    const before = Number(taken_in(house).reports);
    await until('a line of it', () => Number(taken_in(house).reports) > before);
    await sleep(random() * 100);
    child.kill('SIGKILL');
    assert.equal(await ended, 'SIGKILL', 'it was killed before its end');
    check_nothing_is_half_done(house);
    progress.push(taken_in(house).reports);
  }
  const said = run_program(words, { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  t.diagnostic(`killed after ${progress.join(', ')} reports; then: ${said.trim().split('\n').at(-1)}`);
  check(house, wanted);
});

test('an upload whose server is killed, then stopped, goes on after each start', async () => {
  const wanted = await reference;
  const house = await new House(databases('sqlite').fresh('killed_upload'), { name: 'killed-upload' }).furnish();
  await house.start();
  const staff = await house.client('laozhou');
  const body = encode_body(multipart_type, `csrf_token=${staff.token}\nproduct=phone\nfile=< words.jsonl application/jsonl`, directory);
  const begun = await staff.send('POST', '/studio/imports', [['Content-Type', multipart_type]], body);
  assert.equal(begun.status, 303, begun.body);
  await until('some lines', () => Number(taken_in(house).reports) > 50);
  await house.server.kill();
  check_nothing_is_half_done(house);
  // As if the minute had passed after which the work of a process that is gone is given to another.
  house.change('update job set held_until = 0');
  await house.start();
  const before = Number(taken_in(house).reports);
  await until('more lines', () => Number(taken_in(house).reports) > before);
  const asked = Date.now();
  await house.server.stop();
  assert.ok(Date.now() - asked < 5_000, 'it does not wait for the import');
  assert.ok(Number(taken_in(house).reports) < line_count * 4 / 5, 'it was stopped before its end');
  await house.start();
  await until('the end', () => house.rows(`select state from import where file_name = 'words.jsonl'`)[0].state === 'done');
  await house.server.stop();
  check(house, wanted);
  assert.deepEqual(house.rows('select count(*) as parts from import_part'), [{ parts: 0 }]);
});
