// Measures a rush, and beside it in the same run what others do on the same disk and processors: PostgreSQL as our
// store, a restart in the middle, Redis that waits for the disk, PostgreSQL by itself.
// Usage: node bench/rush_bench.mjs [SECONDS [PEOPLE]]   (needs build/release/canyu, build/release/rush_bench,
// redis-server, redis-benchmark, PostgreSQL with pgbench)
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { checkout, sleep, start_server } from '../tests/harness/server.mjs';

const seconds = Number(process.argv[2] ?? 6);
const people = Number(process.argv[3] ?? 3_000_000);
const units = 100_000;
const program = path.join(checkout, 'build/release/rush_bench');
const folder = path.join(checkout, 'build/bench/rush'); // on the disk that matters, as the checkout is
const text = { encoding: 'utf8', cwd: checkout };

fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });

function measure(...words) {
  console.log(`\nrush_bench ${words.join(' ').replaceAll(folder, 'FOLDER')}`);
  execFileSync(program, ['--folder', folder, ...words.map(String)], { ...text, stdio: 'inherit' });
}

// The processors' time of a process so far, in microseconds.
function processor_time(pid) {
  const [user, system] = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13);
  return (Number(user) + Number(system)) * 10_000;
}

async function with_postgresql(use) {
  const cluster = path.join(folder, 'postgresql');
  const tool = path.join(checkout, 'tools/postgresql');
  const url = execFileSync(tool, ['start', cluster, '--durable'], text).trim().split('\n').at(-1);
  try {
    await use(url);
  } finally {
    execFileSync(tool, ['stop', cluster], text);
  }
}

// Whether somebody who comes now gets a unit.
function is_served(words, person) {
  try {
    const heard = execFileSync(program, ['load', ...words, '--connections', '1', '--people', '1', '--first', String(person)],
      { ...text, stdio: ['ignore', 'pipe', 'ignore'] });
    return heard.split(' ')[6] === '1';
  } catch {
    return false;
  }
}

async function restart_in_the_middle() {
  const prepared = execFileSync(program, ['--folder', folder, '--units', String(units * 10), 'prepare'], text).trim();
  const [database, sale, allotment] = prepared.split(' ');
  const settings = path.join(folder, 'canyu.toml');
  fs.writeFileSync(settings, 'trusted_proxies = ["127.0.0.1"]\n');
  const serve = ['--database', database, '--config', settings];
  const of = (server) => ['--port', new URL(server.url).port, '--path', sale, '--database', database, '--allotment', allotment];
  const first = await start_server('serve', serve, { name: 'rush' });
  const load = spawn(program, ['load', ...of(first), '--connections', '64', '--seconds', '600'], { stdio: 'ignore' });
  await sleep(1500);
  await first.kill();
  load.kill();
  const begun = performance.now();
  const second = await start_server('serve', serve, { name: 'rush' });
  const listens = performance.now() - begun;
  for (let person = 1_000_000_000; !is_served(of(second), person); ++person) await sleep(5);
  console.log(`\nkilled in the middle and started again: it listens after ${(listens / 1000).toFixed(2)} s, `
    + `and has given out a unit after ${((performance.now() - begun) / 1000).toFixed(2)} s`);
  await second.stop();
}

// The usual script: one unit a person, counted down and noted in one step.
const redis_script = `if redis.call('hexists', KEYS[2], ARGV[1]) == 1 then return 2 end
if tonumber(redis.call('get', KEYS[1])) <= 0 then return 0 end
redis.call('decr', KEYS[1]) redis.call('hset', KEYS[2], ARGV[1], 1) return 1`;

async function redis() {
  const socket = path.join(folder, 'redis.sock');
  const server = spawn('redis-server', ['--port', '0', '--unixsocket', socket, '--dir', folder, '--save', '',
    '--appendonly', 'yes', '--appendfsync', 'always', '--auto-aof-rewrite-percentage', '0'], { stdio: 'ignore' });
  while (!fs.existsSync(socket)) await sleep(20);
  const ask = (...words) => execFileSync('redis-cli', ['-s', socket, ...words], text).trim();
  ask('set', 'stock', '1000000000');
  const hash = ask('script', 'load', redis_script);
  console.log('\nRedis, appendfsync always, the usual script: redis-benchmark -c CONNECTIONS -r 1000000000 evalsha …');
  for (const connections of [64, 4096]) {
    const before = processor_time(server.pid);
    const asks = 20_000 * seconds;
    const out = execFileSync('redis-benchmark', ['-s', socket, '-c', String(connections), '-n', String(asks),
      '-r', '1000000000', '--csv', 'evalsha', hash, '2', 'stock', 'orders', '__rand_int__'],
    { ...text, stdio: ['ignore', 'pipe', 'ignore'] });
    const [, rate, , , p50, , p99] = out.trim().split('\n').at(-1).replaceAll('"', '').split(',');
    const each = (processor_time(server.pid) - before) / asks;
    console.log(`  ${connections} connections ${rate}/s  p50 ${p50} ms  p99 ${p99} ms  CPU ${each.toFixed(1)} us`);
  }
  server.kill();
  await new Promise((done) => server.on('exit', done));
}

async function postgresql_by_itself(url) {
  const script = path.join(folder, 'claim.sql');
  fs.writeFileSync(script, `\\set person random(1, 1000000000000)
begin;
update plain_stock set n = n - 1 where id = 1 and n > 0;
insert into plain_order (person) values (:person) on conflict do nothing;
commit;
`);
  const tables = `create table plain_stock (id int primary key, n bigint); insert into plain_stock values (1, 1000000000);
    create table plain_order (person bigint primary key);`;
  execFileSync('psql', ['-q', '-d', url, '-c', tables], text);
  const out = execFileSync('pgbench', ['-n', '-c', '32', '-j', '2', '-T', String(seconds), '-f', script, url],
    { ...text, stdio: ['ignore', 'pipe', 'ignore'] });
  const rate = /tps = ([\d.]+)/.exec(out)[1];
  const wait = /latency average = ([\d.]+)/.exec(out)[1];
  console.log(`\nPostgreSQL by itself, update … where n > 0 and insert: pgbench -c 32 -j 2 -T ${seconds}`);
  console.log(`  ${rate}/s, ${wait} ms on average`);
}

measure('--seconds', seconds, '--people', people, '--units', units);
await restart_in_the_middle();
await with_postgresql(async (url) => {
  measure('--seconds', seconds, '--people', 0, '--database', url);
  await postgresql_by_itself(url);
});
await redis();
fs.rmSync(folder, { recursive: true, force: true });
