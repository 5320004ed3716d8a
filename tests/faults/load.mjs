// Members who write without a pause, and a ledger of everything they did: what was answered, and what was cut short.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { people } from '../harness/people.mjs';
import { run_program } from '../harness/server.mjs';
import { demand_count, post_form, sentence_of } from './house.mjs';

// A deed is {kind, key, target, fields, answer}; `answer` is the Location of a success, undefined while nobody knows.
export class Member {
  // demands: the numbers of those that only this one supports and withdraws from, in the name of this person.
  constructor(client, random, demands) {
    Object.assign(this, { client, random, demands, deeds: [], supported: new Set(), refusals: [] });
  }

  next() {
    const key = randomUUID();
    const chance = this.random();
    if (chance < 0.5) return { kind: 'post', key, target: '/t/1/posts', fields: { markdown: key } };
    if (chance < 0.7) return { kind: 'report', key, target: '/say', fields: { product: 'phone', text: key } };
    const demand = this.demands[Math.floor(this.random() * this.demands.length)];
    const target = `/demands/phone/${demand}/support`;
    return { kind: 'support', key, target, demand, fields: this.supported.has(demand) ? { _method: 'DELETE' } : { why: key } };
  }

  // Sends a deed, which may have been sent before. Throws where the connection breaks; a 503 leaves it without answer.
  async send(deed) {
    const answer = await post_form(this.client, deed.target, { ...deed.fields, submission_key: deed.key });
    if (answer.status === 503) {
      this.refusals.push({ sentence: sentence_of(answer), body: answer.body });
      return;
    }
    assert.equal(answer.status, 303, `${deed.target} answered ${answer.status}: ${sentence_of(answer)}`);
    const location = answer.headers.get('location');
    if (deed.answer !== undefined) assert.equal(location, deed.answer, 'repeated with its key, it is answered as before');
    deed.answer = location;
  }

  settle(deed) {
    if (deed.kind !== 'support' || deed.answer === undefined || deed.settled) return;
    deed.settled = true;
    if (deed.fields._method) this.supported.delete(deed.demand);
    else this.supported.add(deed.demand);
  }

  // One deed after the other until the connection breaks or `goes_on()` says no. A refused deed is tried again.
  async work(goes_on = () => true) {
    let deed;
    while (goes_on()) {
      if (!deed || deed.answer !== undefined) this.deeds.push(deed = this.next());
      try {
        await this.send(deed);
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        return;
      }
      this.settle(deed);
    }
  }

  // Whatever nobody knows about is sent again with its key: it is done once, whether it had been done or not.
  async finish() {
    for (const deed of this.deeds.filter((deed) => deed.answer === undefined)) {
      await this.send(deed);
      assert.notEqual(deed.answer, undefined, `${deed.target} is refused though nothing is wrong`);
      this.settle(deed);
    }
  }

  // A few of those that were answered, once more: they are answered as before.
  async repeat(count) {
    const answered = this.deeds.filter((deed) => deed.answer !== undefined);
    for (let i = 0; i < count && answered.length; i += 1) await this.send(answered[Math.floor(this.random() * answered.length)]);
  }
}

// Everybody at two browsers at once.
export async function members_of(house, names, random) {
  const numbers = Array.from({ length: demand_count }, (_, i) => i + 1);
  const members = [];
  for (const name of names) {
    // Nobody tells the house's own people how much they may write in an hour.
    if (people[name] === 'member') run_program(['user', 'role', name, 'staff', '--database', house.database]);
    for (const parity of [0, 1]) {
      members.push(new Member(await house.client(name), random, numbers.filter((number) => number % 2 === parity)));
    }
  }
  return members;
}
