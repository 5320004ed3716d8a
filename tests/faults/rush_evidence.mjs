// What the journal and the ordinary rows say about a sale, beside what its buyers were told.
import assert from 'node:assert/strict';
import { journal_rows } from './journal.mjs';
import { LedgerModel } from './ledger_model.mjs';
import { price } from './shop.mjs';

// The journal alone: whatever was acknowledged is in it, nobody asked for anything else, units add up. Answers the model.
export function check_journal(shop, { sale, asks }) {
  const model = LedgerModel.of(journal_rows(shop, sale.allotment));
  const known = new Map(asks.map((ask) => [ask.key, ask]));
  for (const { key, person, outcome } of asks) {
    if (outcome === 'granted') assert.equal(model.claims.get(key)?.person, person, `${key} was granted, and is not in the journal`);
    if (outcome === 'sold_out') assert.ok(model.channels[0].was_empty, `${key} heard that nothing is left, and there always was`);
    if (outcome === 'limit_reached') assert.ok(model.has.get(person) >= 1, `${person} heard that they have enough, and has nothing`);
    assert.match(outcome ?? 'granted', /^(granted|sold_out|limit_reached)$/);
  }
  for (const [key, { person }] of model.claims) assert.ok(known.get(key)?.sent && known.get(key).person === person, `nobody asked for ${key}`);
  const given = [...model.claims.values()].filter(({ state }) => state === 'held' || state === 'paid').map(({ unit }) => unit);
  assert.equal(new Set(given).size, given.length, 'a unit is given to two');
  assert.equal(given.length + model.channels[0].free.size, model.channels[0].units, 'a unit is missing, or there is one too many');
  return model;
}

const orders_of = (sale) => `select number, cast(id as text) as id, seq, place, cast(person_id as text) as person, unit, channel, state, deadline, placed_at,
  cast(claim_high as text) as high, cast(claim_low as text) as low, price_amount as price from purchase where allotment_id = ${sale.allotment}`;
const half = (text) => BigInt.asUintN(64, BigInt(text)).toString(16).padStart(16, '0');

// The ordinary rows: one order for each claim of the journal, and nothing else; deeds and payments to match. Answers the model.
export async function check_sale(shop, buyers, payments = []) {
  const { sale } = buyers;
  const model = check_journal(shop, buyers);
  await shop.followed(sale, model.rows);
  const orders = shop.rows(orders_of(sale));
  const found = new Map(orders.map((order) => [half(order.high) + half(order.low), order]));
  assert.equal(orders.length, model.claims.size, 'as many orders as claims');
  for (const [key, claim] of model.claims) {
    const order = found.get(key);
    const { id, high, low, number, ...rest } = Object.fromEntries(Object.entries(order ?? {}).map(([name, value]) => [name, String(value)]));
    const { payment, at, ...wanted } = claim;
    assert.deepEqual(rest, Object.fromEntries(Object.entries({ ...wanted, placed_at: at, price }).map(([name, value]) => [name, String(value)])), `order ${number}`);
  }
  check_deeds_of(shop, sale, model);
  check_payments(shop, sale, model, found, payments);
  return model;
}

function check_deeds_of(shop, sale, model) {
  const deeds = shop.rows(`select verb, case when reverses is null then 0 else 1 end as taken_back, count(*) as rows, count(distinct object_id) as orders
    from participation where object = 'order' and object_id in (select id from purchase where allotment_id = ${sale.allotment}) group by 1, 2`);
  const seen = (verb, taken_back) => {
    const { rows, orders } = deeds.find((deed) => deed.verb === verb && Number(deed.taken_back) === taken_back) ?? { rows: 0, orders: 0 };
    assert.equal(rows, orders, `a deed is told twice: ${verb}`);
    return Number(rows);
  };
  assert.deepEqual([seen('claim', 0), seen('claim', 1), seen('buy', 0)],
    [model.claims.size, model.count('cancelled') + model.count('expired'), model.count('paid')], 'claims, what became of them, and payments in the log');
}

// payments: {order, answered}; what was answered is paid, by one payment each, and the sum is right to the cent.
function check_payments(shop, sale, model, orders, payments) {
  const rows = shop.rows(`select cast(id as text) as id, cast(order_id as text) as order_id, state from payment
    where order_id in (select id from purchase where allotment_id = ${sale.allotment})`);
  const by_order = new Map([...orders].map(([key, { id }]) => [id, model.claims.get(key)]));
  for (const { order } of payments.filter(({ answered }) => answered)) assert.equal(by_order.get(order)?.state, 'paid', `${order} was paid, and is not`);
  for (const { id, order_id, state } of rows.filter((row) => row.state !== 'told')) {
    assert.deepEqual([state, by_order.get(order_id).payment], ['accepted', id], 'the journal knows the payment');
  }
  const [{ sum }] = shop.rows(`select coalesce(sum(price_amount), 0) as sum from purchase where state = 'paid' and allotment_id = ${sale.allotment}`);
  assert.equal(Number(sum), price * model.count('paid'), 'what was paid comes to');
}
