// The judges of a rush are not blind: a journal, rows or answers that were tampered with are refused, each for its own reason.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { databases } from '../harness/databases.mjs';
import { Buyers } from './buyers.mjs';
import { seeded } from './house.mjs';
import { journal_rows } from './journal.mjs';
import { LedgerModel } from './ledger_model.mjs';
import { crc32 } from './pictures.mjs';
import { check_journal, check_sale } from './rush_evidence.mjs';
import { Shop } from './shop.mjs';

const units = 200;
let shop;
let buyers;
let rows;
before(async () => {
  shop = await new Shop(databases('sqlite').fresh('rush_judge'), { name: 'rush-judge' }).open();
  buyers = await Buyers.of(shop, await shop.sell(units), units + 50, seeded(1));
  await buyers.work();
  await buyers.finish();
  await check_sale(shop, buyers);
  await shop.server.stop();
  rows = journal_rows(shop, buyers.sale.allotment);
});
after(() => shop.close());

// As somebody would who knows the format: every row gets the checksums it needs.
function seal(rows_of) {
  let before_it = 0;
  for (const { batch } of rows_of) {
    batch.writeUInt32LE(before_it, 44);
    before_it = crc32(Buffer.concat([batch.subarray(0, 48), batch.subarray(52)]));
    batch.writeUInt32LE(before_it, 48);
  }
  return rows_of;
}

const copied = () => rows.map((row) => ({ ...row, batch: Buffer.from(row.batch) }));
// Rows that have decisions, the first of them at byte 64.
const deciding = (all) => all.filter(({ batch }) => batch.readUInt16LE(6) === 2 && batch.readUInt32LE(40) > 0);

const tampering = {
  'the checksum': (all) => { all[1].batch[64] ^= 1; return all; },
  'rows follow each other': (all) => seal(all.filter((_, i) => i !== 2)),
  'follows another row': (all) => { all.at(-1).batch.writeUInt32LE(1, 44); return [...all.slice(0, -1), ...reseal(all.at(-1))]; },
  'of an earlier leader': (all) => { all.at(-1).epoch = 0; all.at(-1).batch.writeBigUInt64LE(0n, 24); return seal(all); },
  'time goes back': (all) => { all.at(-1).batch.writeBigInt64LE(1n, 32); return seal(all); },
  'as many decisions as the head says': (all) => { const row = deciding(all)[0]; row.batch = row.batch.subarray(0, -64); return seal(all); },
  'not a new key': (all) => { const [first, second] = deciding(all); first.batch.copy(second.batch, 80, 80, 96); return seal(all); },
  'not a free unit': (all) => { const [first, second] = deciding(all); first.batch.copy(second.batch, 68, 68, 72); return seal(all); },
  'not no more than allowed': (all) => { const [first, second] = deciding(all); first.batch.copy(second.batch, 72, 72, 80); return seal(all); },
  'not held as long as said': (all) => { deciding(all)[0].batch.writeBigInt64LE(1n, 96); return seal(all); },
  'not eligible': (all) => { deciding(all)[0].batch[66] = 0; return seal(all); },
  'only what is held': (all) => { deciding(all)[0].batch[64] = 2; return seal(all); },
  'is of no kind': (all) => { deciding(all)[0].batch[64] = 99; return seal(all); },
};

function reseal(row) {
  row.batch.writeUInt32LE(crc32(Buffer.concat([row.batch.subarray(0, 48), row.batch.subarray(52)])), 48);
  return [row];
}

for (const [reason, tamper] of Object.entries(tampering)) {
  test(`the model sees it: ${reason}`, () => assert.throws(() => LedgerModel.of(tamper(copied())), { message: new RegExp(reason) }));
}

test('an answer that the journal does not bear out', () => {
  const told = (change) => {
    const asks = buyers.asks.map((ask) => ({ ...ask }));
    change(asks);
    return () => check_journal(shop, { sale: buyers.sale, asks });
  };
  const some = (asks, outcome) => asks.find((ask) => ask.outcome === outcome);
  assert.throws(told((asks) => { some(asks, 'sold_out').outcome = 'granted'; }), /was granted, and is not in the journal/);
  assert.throws(told((asks) => { some(asks, 'granted').person = '7'; }), /was granted, and is not in the journal/);
  assert.throws(told((asks) => { some(asks, 'sold_out').outcome = 'limit_reached'; }), /heard that they have enough/);
  assert.throws(told((asks) => { asks.splice(asks.indexOf(some(asks, 'granted')), 1); }), /nobody asked for/);
});

test('rows that are not what the journal says', async () => {
  const purchase = `(select min(id) from purchase where allotment_id = ${buyers.sale.allotment})`;
  const wrong = [
    [`update purchase set unit = unit + 1000 where id = ${purchase}`, `update purchase set unit = unit - 1000 where id = ${purchase}`, /order 1-/],
    [`update purchase set state = 'paid' where id = ${purchase}`, `update purchase set state = 'held' where id = ${purchase}`, /order 1-/],
    [`update participation set verb = 'give' where object_id = ${purchase}`, `update participation set verb = 'claim' where object_id = ${purchase}`, /in the log/],
    [`update purchase set allotment_id = 0 where id = ${purchase}`, `update purchase set allotment_id = ${buyers.sale.allotment} where allotment_id = 0`, /as many orders/],
  ];
  for (const [harm, mend, reason] of wrong) {
    shop.change(harm);
    await assert.rejects(check_sale(shop, buyers), { message: reason });
    shop.change(mend);
  }
  await check_sale(shop, buyers);
});
