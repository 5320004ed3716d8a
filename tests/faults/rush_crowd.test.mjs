// A rush in bad company: a server that stands still, clients that never read, never finish, never leave or come in thousands at once.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import { databases } from '../harness/databases.mjs';
import { sleep } from '../harness/server.mjs';
import { Buyers } from './buyers.mjs';
import { form_type, seeded } from './house.mjs';
import { check_sale } from './rush_evidence.mjs';
import { Shop } from './shop.mjs';
import { request, Wire } from './wire.mjs';

const seed = Number(process.env.CANYU_FAULT_SEED ?? Date.now() % 2 ** 32);
const random = seeded(seed);
console.log(`CANYU_FAULT_SEED=${seed} node tests/faults/rush_crowd.test.mjs repeats this run's choices`);

const idle_ones = 10_000;
const descriptors = Number(/open files\s+(\d+)/.exec(fs.readFileSync('/proc/self/limits', 'utf8'))[1]);
const most_memory = 400 * 2 ** 20;
const stops = process.env.CANYU_DEEP ? [7_000, 300, 12_000, 2_000, 9_000] : [300, 7_000]; // milliseconds; a lease lasts six seconds

let shop;
before(async () => { shop = await new Shop(databases('sqlite').fresh('rush_crowd'), { name: 'rush-crowd' }).open(); });
after(() => shop.close());

const buyers_of = async (units) => Buyers.of(shop, await shop.sell(units), Math.floor(units * 1.2), random);

// Everybody is answered, everything is sold, once, and the log is free of errors.
async function check_sold_out(buyers) {
  await buyers.finish();
  await buyers.take_the_rest();
  await buyers.repeat(20);
  const model = await check_sale(shop, buyers);
  assert.equal(model.channels[0].free.size, 0, 'sold to the last unit');
  shop.check_log();
}

// Connections from 127.0.0.3 on, so many from each address as one may have.
const wires = (count, place) => Array.from({ length: count }, (_, i) => new Wire(shop.server.url, `127.0.0.${3 + place + Math.floor(i / 1_900)}`));

test('it stands still for a while, also for longer than its lease', async () => {
  for (const stop of stops) {
    const buyers = await buyers_of(2_000);
    const working = buyers.work();
    await sleep(random() * 150);
    process.kill(shop.server.pid, 'SIGSTOP');
    await sleep(stop);
    process.kill(shop.server.pid, 'SIGCONT');
    await working;
    await check_sold_out(buyers);
  }
});

const too_few = descriptors < 12_000 && 'this needs 12,000 open files';
test('clients that do not read, do not finish and do not leave: who buys is served, in bounded memory', { skip: too_few }, async (t) => {
  const idle = wires(idle_ones, 0);
  await Promise.all(idle.map((wire) => wire.send(request('GET /healthz')).answer({ limit: 60_000 })));
  const unread = wires(100, 20);
  for (const wire of unread) wire.send(request('GET /').toString().repeat(100)).socket.pause();
  const buyers = await buyers_of(1_500);
  const unfinished = wires(500, 30).map((wire) => wire.send(buyers.bytes(buyers.asks[0]).slice(0, -1 - Math.floor(random() * 150))));
  const oversized = wires(50, 40).map((wire) => wire.send(request(`POST ${buyers.sale.path}`, `Content-Type: ${form_type}\r\n`, `ticket=${'x'.repeat(2_000)}`)));
  await buyers.work();
  await check_sold_out(buyers);
  for (const wire of oversized) assert.equal((await wire.answer()).status, 413);
  assert.equal(idle.filter((wire) => wire.is_closed).length, 0, 'who was quiet may stay');
  assert.ok(shop.memory('VmHWM') < most_memory, `${shop.memory('VmHWM')} bytes`);
  t.diagnostic(`at most ${Math.round(shop.memory('VmHWM') / 2 ** 20)} MB`);
  [...idle, ...unread, ...unfinished, ...oversized].forEach((wire) => wire.destroy());
});

test('a connection for each tap, and many taps at once on one connection', async () => {
  const buyers = await buyers_of(1_500);
  for (let i = 0; i < 300; i += 1) {
    let left = 1;
    await buyers.work(() => left-- > 0, { lines: 1 });
  }
  const many = buyers.open.splice(0, 300);
  const wire = new Wire(shop.server.url).send(many.map((ask) => buyers.bytes(ask)).join(''));
  for (const ask of many) {
    ask.sent = true;
    if (buyers.hear(ask, await wire.answer()) > 0) buyers.open.push(ask);
  }
  wire.destroy();
  await check_sold_out(buyers);
});

test('more at once than it takes in: some are told to ask again, and get what is theirs', async (t) => {
  const buyers = await buyers_of(900); // which few may wait for at once
  process.kill(shop.server.pid, 'SIGSTOP');
  const working = buyers.work(() => true, { lines: buyers.asks.length });
  await sleep(500);
  process.kill(shop.server.pid, 'SIGCONT');
  await working;
  assert.ok(buyers.turned_away > 0, 'nobody was turned away: this is no overload');
  t.diagnostic(`${buyers.turned_away} times somebody was told to ask again`);
  await check_sold_out(buyers);
});
