// A community that sells: its sales, the tickets of made-up people, and a bridge that tells of payments.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { checkout, sleep, start_server } from '../harness/server.mjs';
import { Client } from '../scenarios/client.mjs';
import { fill } from '../scenarios/parse.mjs';
import { signed } from '../scenarios/play.mjs';
import { form_type, House, post_form, sentence_of } from './house.mjs';

export const price = 199_900; // fen
const signer = path.join(checkout, 'tests/faults/sign_tickets.py');
const long_after = 4_000_000_000_000;

export class Shop extends House {
  // Buyers come through a proxy that tells the address of each: nobody is one of ten thousand from one network.
  constructor(database, { environment = {}, ...options }) {
    super(database, { environment: { CANYU_TRUSTED_PROXIES: '127.0.0.0/8', ...environment }, ...options });
    this.sales = 0;
  }

  // Furnished and running, with staff to plan sales, a member to cancel orders, and a bridge.
  async open() {
    await this.furnish();
    await this.start();
    this.staff = await this.client('laozhou');
    this.member = await this.client('ajie');
    this.member_id = this.rows("select cast(id as text) as id from person where name = 'ajie'")[0].id;
    await this.done(await this.client('guanjia'), '/studio/payments', { pay_url: '' });
    this.bridge_secret = this.rows('select secret from payment_bridge')[0].secret;
    const as_hex = this.database.startsWith('sqlite:') ? 'hex(secret)' : "encode(secret, 'hex')";
    const [{ secret }] = this.rows(`select ${as_hex} as secret from allotment_secret`);
    this.signer = spawn('python3', [signer, secret], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.signed_lines = createInterface(this.signer.stdout)[Symbol.asyncIterator]();
    return this;
  }

  // The end of the signer, and of a server that still runs.
  async close() {
    this.signer?.stdin.end();
    await this.server?.kill();
  }

  async done(client, target, fields) {
    const answer = await post_form(client, target, fields);
    assert.equal(answer.status, 303, `${target}: ${sentence_of(answer)}`);
    return answer.headers.get('Location');
  }

  // A sale that is open: {number, room, path, allotment}.
  async sell(units, { per_person = 1 } = {}) {
    this.sales += 1;
    const room = await this.done(this.staff, '/studio/sales/new', { product: 'phone', title: `Sale ${this.sales} of phones`, price: '1999.00', opens: fill('{{local -5}}', {}),
      closes: fill('{{local 600}}', {}), units_open: units, hold_minutes: 600, per_person, how_to_pay: 'To the account' });
    await this.done(this.staff, `${room}/publication`, {});
    const [{ number, allotment }] = this.rows(`select number, cast(allotment_id as text) as allotment from sale where id = ${room.split('/').at(-1)}`);
    return { number: Number(number), room, path: `/sales/${number}/claims`, allotment };
  }

  // Of these people for this sale, in their order.
  async tickets(sale, people) {
    this.signer.stdin.write(people.map((person) => `${sale.allotment} ${person} ${long_after}\n`).join(''));
    const signed_ones = [];
    while (signed_ones.length < people.length) signed_ones.push((await this.signed_lines.next()).value);
    return signed_ones;
  }

  // Tells of the payment of an order as a gateway's bridge does; the answer's status.
  async pay(order, event) {
    const body = new URLSearchParams({ event, order, reference: event, amount: price, currency: 'CNY' }).toString();
    const { status } = await new Client(this.server.url).send('POST', '/payments', [['Content-Type', form_type], ...signed(this.bridge_secret, body)], body);
    return status;
  }

  // Starts a server that is killed after so many seconds, wherever it is by then.
  async start_briefly(seconds) {
    try {
      const server = await start_server('serve', ['--database', this.served],
        { name: `${this.name}-brief`, environment: this.environment, wrapper: ['timeout', '--signal=KILL', String(seconds)] });
      while (is_alive(server.pid)) await sleep(5);
    } catch (error) {
      assert.match(error.message, /ended with (SIGKILL|137)/);
    }
  }

  // Until the ordinary rows have followed so many rows of the journal.
  async followed(sale, rows) {
    for (const begun = Date.now(); ; await sleep(20)) {
      const [{ next }] = this.rows(`select next_seq as next from allotment where id = ${sale.allotment}`);
      if (Number(next) === rows) return;
      assert.ok(Date.now() - begun < 30_000, `the ordinary rows stay at row ${next} of ${rows}`);
    }
  }
}

function is_alive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
