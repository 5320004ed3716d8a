// What an allotment must be by its journal, said by maps and sets and the rules one by one: nothing of the engine is asked.
import assert from 'node:assert/strict';
import { read_decisions, read_head, read_terms } from './journal.mjs';

export class LedgerModel {
  constructor() {
    Object.assign(this, { rows: 0, epoch: 0, time: 0, checksum: 0, units: 0, per_person: 0, hold: 0, stopped: false, closed: false });
    this.channels = []; // {units, opens, closes, needs_reservation, free: Set of units, was_empty}
    this.claims = new Map(); // by key: {person, channel, unit, deadline, state, payment, seq, place, at}
    this.top_ups = new Set(); // their keys
    this.has = new Map(); // by person: units
  }

  // Throws where a row cannot follow the ones before.
  static of(rows) {
    const model = new LedgerModel();
    for (const row of rows) model.take(row);
    return model;
  }

  take({ seq, epoch, batch }) {
    const head = read_head(batch);
    assert.deepEqual([head.seq, head.epoch], [seq, epoch], 'the head says what its row says');
    assert.equal(seq, this.rows, 'rows follow each other');
    assert.ok(epoch >= this.epoch, `row ${seq} is of an earlier leader`);
    assert.ok(seq === 0 || head.time >= this.time, `time goes back in row ${seq}`);
    assert.equal(head.checksum_before, this.checksum, `row ${seq} follows another row`);
    assert.equal(head.has_terms, seq === 0);
    Object.assign(this, { rows: seq + 1, epoch, time: head.time, checksum: head.checksum });
    if (head.has_terms) this.open(read_terms(batch));
    else read_decisions(batch, head).forEach((decision, place) => this.decide(decision, place));
  }

  open({ per_person, hold, channels }) {
    Object.assign(this, { per_person, hold });
    this.channels = channels.map((channel) => ({ ...channel, free: new Set(), was_empty: channel.units === 0 }));
    for (const channel of this.channels) this.add_units(channel, channel.units);
  }

  add_units(channel, count) {
    for (let i = 0; i < count; i += 1) channel.free.add(this.units++);
  }

  decide(decision, place) {
    const at = `decision ${this.rows - 1}/${place}`;
    switch (decision.kind) {
      case 'claim': return this.grant(decision, place, at);
      case 'confirm':
      case 'cancel':
      case 'expire': return this.let_go(decision, at);
      case 'top_up': return this.top_up(decision, at);
      case 'stop':
      case 'resume': this.stopped = decision.kind === 'stop'; return undefined;
      case 'close': this.closed = true; return undefined;
      default: return assert.fail(`${at} is of no kind`);
    }
  }

  grant({ key, person, channel: number, unit, deadline, eligible, reserved }, place, at) {
    const channel = this.channels[number];
    const has = (this.has.get(person) ?? 0) + 1;
    const rules = { 'a channel': channel, 'a new key': !this.claims.has(key) && !this.top_ups.has(key), 'while open': !this.stopped && !this.closed,
      'in the window': this.time >= channel?.opens && this.time < channel?.closes, eligible: eligible >> number & 1,
      reserved: reserved || !channel?.needs_reservation, 'a free unit': channel?.free.delete(unit), 'no more than allowed': has <= this.per_person,
      'held as long as said': deadline === this.time + this.hold };
    for (const [rule, holds] of Object.entries(rules)) assert.ok(holds, `${at}, a claim of ${person}: not ${rule}`);
    this.has.set(person, has);
    channel.was_empty ||= channel.free.size === 0;
    this.claims.set(key, { person, channel: number, unit, deadline, state: 'held', payment: null, seq: this.rows - 1, place, at: this.time });
  }

  let_go({ kind, key, person, channel, unit, payment }, at) {
    const claim = this.claims.get(key);
    assert.equal(claim?.state, 'held', `${at}: only what is held is ${kind}ed`);
    assert.deepEqual([claim.person, claim.channel, claim.unit], [person, channel, unit], `${at}: another's hold`);
    assert.equal(kind === 'expire', this.time >= claim.deadline, `${at}: in time or too late`);
    if (kind === 'confirm') return Object.assign(claim, { state: 'paid', payment });
    claim.state = kind === 'expire' ? 'expired' : 'cancelled';
    this.has.set(person, this.has.get(person) - 1);
    return this.channels[channel].free.add(unit);
  }

  top_up({ key, channel, unit, amount }, at) {
    assert.ok(!this.closed && this.channels[channel] && unit === this.units && amount > 0, `${at}: a top-up that cannot be`);
    assert.ok(!this.claims.has(key) && !this.top_ups.has(key), `${at}: a key is used twice`);
    this.top_ups.add(key);
    this.channels[channel].units += amount;
    this.add_units(this.channels[channel], amount);
  }

  // How many claims are in a state.
  count(state) {
    return [...this.claims.values()].filter((claim) => claim.state === state).length;
  }
}
