// Many who want one thing at once, and what each was told: a tap is sent again with its key until it is decided.
import assert from 'node:assert/strict';
import { sleep } from '../harness/server.mjs';
import { form_type } from './house.mjs';
import { Wire } from './wire.mjs';

const first_stranger = 1000; // people who are nobody's account: a tap reads no SQL
const connections = 64;
const patience = 60_000; // milliseconds in which everybody hears an answer once nothing is wrong any more

export class Buyers {
  // at_granted is called at once with the number of each such answer.
  constructor(shop, sale, random) {
    Object.assign(this, { shop, sale, random, asks: [], open: [], turned_away: 0, cut: 0, granted_answers: 0, at_granted: () => {} });
  }

  // So many people, each with a ticket and a key of their own, the latter from `random`.
  static async of(shop, sale, count, random) {
    const buyers = new Buyers(shop, sale, random);
    await buyers.add_strangers(count);
    return buyers;
  }

  add_strangers(count) {
    return this.add(Array.from({ length: count }, (_, i) => String(first_stranger + this.asks.length + i)));
  }

  // More asks, by these people; answers them.
  async add(people) {
    const tickets = await this.shop.tickets(this.sale, people);
    const asks = people.map((person, i) => ({ person, key: this.new_key(), ticket: tickets[i], outcome: null, sent: false }));
    this.asks.push(...asks);
    this.open.push(...asks);
    return asks;
  }

  new_key() {
    return Array.from({ length: 4 }, () => Math.floor(this.random() * 2 ** 32).toString(16).padStart(8, '0')).join('');
  }

  bytes(ask) {
    const body = `ticket=${ask.ticket}&key=${ask.key}`;
    const [high, low] = [Number(ask.person) >> 8 & 255, Number(ask.person) & 255];
    return `POST ${this.sale.path} HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\nContent-Type: ${form_type}\r\n`
      + `X-Forwarded-For: 10.0.${high}.${low}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  }

  // What an answer says of an ask: in how many milliseconds it has to be asked again, 0 for never.
  hear(ask, { status, body }) {
    const { outcome, location, ask_again } = JSON.parse(body);
    if (status === 503) {
      assert.match(outcome, /^(unknown|halted|not_here)$/);
      this.turned_away += 1;
      ask.turned_away = outcome;
      return ask_again;
    }
    assert.equal(status, outcome === 'granted' ? 200 : 409, body);
    if (outcome === 'granted') assert.equal(location, `${this.sale.path}/${ask.key}`);
    if (ask.outcome === 'granted') assert.equal(outcome, 'granted', `${ask.key} was granted before`);
    ask.outcome = outcome;
    if (outcome === 'granted') this.at_granted(this.granted_answers += 1);
    return 0;
  }

  // Asks for what is open until there is nothing more, the connections break or `goes_on()` says no.
  async work(goes_on = () => true, { lines = connections, server = this.shop.server } = {}) {
    await Promise.all(Array.from({ length: lines }, () => this.line(goes_on, new Wire(server.url))));
  }

  async line(goes_on, wire) {
    for (let ask; goes_on() && (ask = this.open.shift());) {
      ask.sent = true;
      const answer = await wire.send(this.bytes(ask)).answer({ limit: patience });
      const ask_again = answer && this.hear(ask, answer);
      if (ask_again !== 0) this.open.push(ask);
      if (!answer) {
        this.cut += 1;
        break;
      }
      if (ask_again) await sleep(ask_again);
    }
    wire.destroy();
  }

  // Until everybody has an answer.
  async finish(options = {}) {
    for (const begun = Date.now(); this.open.length; await sleep(50)) {
      assert.ok(Date.now() - begun < patience, `${this.open.length} are told ${this.open[0].turned_away} and nothing else`);
      let left = this.open.length;
      await this.work(() => left-- > 0, options);
    }
  }

  // Takes what is left, if anything is: then it is sold to the last unit.
  async take_the_rest(options = {}) {
    for (let late; late?.at(-1).outcome !== 'sold_out';) {
      late = await this.add_strangers(20);
      await this.finish(options);
    }
  }

  // Some that were granted, once more: hear() sees to it that they are answered as before.
  async repeat(count) {
    const granted = this.granted();
    for (let i = 0; i < count && granted.length; i += 1) this.open.push(granted[Math.floor(this.random() * granted.length)]);
    await this.finish();
  }

  granted() {
    return this.asks.filter(({ outcome }) => outcome === 'granted');
  }

  // Whether anybody was answered.
  begun() {
    return this.asks.some(({ outcome }) => outcome);
  }
}
