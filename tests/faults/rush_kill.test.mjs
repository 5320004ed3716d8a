// A rush in which the server is killed over and over: whatever was acknowledged is sold, once, and everything else is there to be sold.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { databases } from '../harness/databases.mjs';
import { Buyers } from './buyers.mjs';
import { form_type, seeded } from './house.mjs';
import { journal_rows } from './journal.mjs';
import { check_journal, check_sale } from './rush_evidence.mjs';
import { Shop } from './shop.mjs';

const seed = Number(process.env.CANYU_FAULT_SEED ?? Date.now() % 2 ** 32);
const random = seeded(seed);
const again = `CANYU_FAULT_SEED=${seed} node tests/faults/rush_kill.test.mjs repeats this run's choices`;
console.log(again);

const kills = process.env.CANYU_DEEP ? 200 : 20;
const longest_start = 0.3; // seconds until a server that comes up is killed, too

// Pays what is held in the sale before, one order after the other, until the connection breaks.
async function pay_on(shop, payments) {
  for (const payment of payments) {
    const status = await shop.pay(payment.order, payment.event).catch(() => null);
    if (status === null) return;
    assert.ok(status === 303 || status === 503, `a payment is answered ${status}`);
    payment.answered ||= status === 303;
  }
}

// A member who takes one, gives it up and takes another, until the connection breaks or nothing is left.
async function change_ones_mind(shop, buyers, cancelled) {
  let ask;
  try {
    for (;;) {
      [ask] = await buyers.add([shop.member_id]);
      buyers.open.splice(buyers.open.indexOf(ask), 1);
      ask.sent = true;
      const fields = new URLSearchParams({ ticket: ask.ticket, key: ask.key }).toString();
      const heard = await shop.member.send('POST', buyers.sale.path, [['Accept', 'application/json'], ['Content-Type', form_type]], fields);
      if (buyers.hear(ask, heard) > 0) buyers.open.push(ask);
      if (ask.outcome !== 'granted') return;
      const { status, headers } = await shop.member.send('GET', `${buyers.sale.path}/${ask.key}`);
      assert.equal(status, 303, 'what was granted is an order');
      await shop.done(shop.member, `${headers.get('Location')}/cancellation`, {});
      cancelled.push(ask.key);
    }
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error;
    if (!ask.outcome) buyers.open.push(ask);
  }
}

// Payments to be told, of some that are held.
const payments_for = (shop, { sale }) => shop.rows(`select cast(id as text) as id from purchase where state = 'held' and allotment_id = ${sale.allotment} limit 20`)
  .map(({ id }) => ({ order: id, event: `payment of ${id}`, answered: false }));

// One kill under load, sometimes another while the server comes back; then everybody gets an answer. Answers whether the rows were behind.
async function round(shop, sales) {
  const before = sales.at(-1);
  const units = 300 + Math.floor(random() * 1_200);
  const now = { buyers: await Buyers.of(shop, await shop.sell(units), Math.floor(units * 1.4), random), payments: [], cancelled: [] };
  sales.push(now);
  if (before) before.payments.push(...payments_for(shop, before.buyers));
  const { buyers } = now;
  const last = 1 + Math.floor(random() * units * 0.9);
  // At the very answer: a server that answered first and wrote then would be caught in between.
  buyers.at_granted = (number) => number === last && process.kill(shop.server.pid, 'SIGKILL');
  await Promise.all([buyers.work(), change_ones_mind(shop, buyers, now.cancelled), pay_on(shop, before?.payments ?? [])]);
  await shop.server.kill();
  const { rows } = check_journal(shop, buyers);
  const [{ next }] = shop.rows(`select next_seq as next from allotment where id = ${buyers.sale.allotment}`);
  if (random() < 0.5) await shop.start_briefly(random() * longest_start);
  await shop.start();
  await buyers.finish();
  if (before) await pay_on(shop, before.payments.filter(({ answered }) => !answered));
  await buyers.take_the_rest();
  await buyers.repeat(20);
  const model = await check_sale(shop, buyers);
  assert.equal(model.channels[0].free.size, 0, 'sold to the last unit');
  for (const key of now.cancelled) assert.equal(model.claims.get(key).state, 'cancelled', 'given up, and it was said so');
  shop.check_log();
  return Number(next) < rows;
}

test(`${kills} times kill -9 in a rush`, async (t) => {
  const shop = await new Shop(databases('sqlite').fresh('rush_killed'), { name: 'rush-killed' }).open();
  t.after(() => shop.close());
  const sales = [];
  let behind = 0;
  try {
    for (let i = 0; i < kills; i += 1) behind += await round(shop, sales);
    for (const { buyers, payments } of sales) await check_sale(shop, buyers, payments);
  } catch (error) {
    error.message = `kill ${sales.length}: ${error.message}\n${again}`;
    throw error;
  }
  const sum = (of) => sales.reduce((total, { buyers }) => total + of(buyers), 0);
  t.diagnostic(`${sum(({ asks }) => asks.length)} people, ${sum((buyers) => buyers.granted().length)} granted, ${sum(({ cut }) => cut)} cut off, `
    + `the rows behind the journal at ${behind} kills, ${sum(({ sale }) => journal_rows(shop, sale.allotment).length)} rows of the journal`);
  assert.ok(behind > 0, 'no kill came while ordinary rows were written');
  await shop.server.stop();
});
