// A community in which many act at once, and what its tables say afterwards.
import assert from 'node:assert/strict';
import { people } from '../harness/people.mjs';
import { Client } from '../scenarios/client.mjs';
import { form_type, House, post_form } from './house.mjs';

export class Crowd extends House {
  // Furnished and running, with everybody of the harness and two more members signed in.
  async open() {
    await this.furnish();
    await this.start();
    this.sessions = {};
    for (const name of Object.keys(people)) this.sessions[name] = await this.client(name);
    for (const name of ['chunhua', 'dahai']) {
      const client = this.sessions[name] = new Client(this.server.url);
      const { status, body } = await this.sign_up(name, 'six in the morning', client);
      assert.equal(status, 303, body);
      client.token = await client.csrf_token();
    }
    return this;
  }

  // As a browser does, with the person's session as it was at the beginning: many are sent at once.
  post(name, target, fields) {
    const { cookies, token } = this.sessions[name];
    const client = new Client(this.server.url);
    for (const [cookie, value] of cookies) if (cookie !== 'flash') client.cookies.set(cookie, value);
    return post_form(client, target, { csrf_token: token, ...fields });
  }

  async done(name, target, fields) {
    const answer = await this.post(name, target, fields);
    assert.equal(answer.status, 303, answer.body);
    return answer.headers.get('Location');
  }

  sign_up(name, password, client = new Client(this.server.url)) {
    return client.send('POST', '/sign-up', [['Content-Type', form_type]], new URLSearchParams({ name, password }).toString());
  }

  async get(target, client = new Client(this.server.url)) {
    const { status, body } = await client.send('GET', target, [['Accept', 'application/json']]);
    assert.equal(status, 200, body);
    return JSON.parse(body);
  }

  // A new demand, said first by xiaoman.
  async demand(text) {
    const report = (await this.done('xiaoman', '/say', { product: 'phone', text })).split('/').at(-1);
    await this.done('laozhou', `/studio/reports/${report}/found`, { title: text });
    return (await this.get(`/studio/reports/${report}`, this.sessions.laozhou)).placing.said.placed_in;
  }

  // One that has shipped and that these people asked for as well.
  async shipped(text, names) {
    const demand = await this.demand(text);
    for (const name of names) await this.done(name, `${demand.url}/support`, { why: '' });
    await this.done('laozhou', `/studio/plan/${demand.id}`, { horizon: 'week' });
    await this.done('laozhou', `/studio/plan/${demand.id}/change`, { act: 'ship', reason: 'In the release of this week' });
    return demand;
  }

  // The one number a query answers.
  value(sql) {
    return Number(Object.values(this.rows(sql)[0])[0]);
  }

  // The person's rows of the log with this verb, and what they come to: what was taken back cancels out.
  deeds(person, verb) {
    const rows = this.rows(`select reverses from participation where verb = '${verb}' and person_id = (select id from person where name = '${person}')`);
    return { rows: rows.length, stand: rows.reduce((sum, { reverses }) => sum + (reverses ? -1 : 1), 0) };
  }

  // How many people ask for any of these demands, by their own rows.
  asking(...demands) {
    const ids = demands.map(({ id }) => id).join(', ');
    return this.value(`select count(distinct person_id) from (select person_id from support where withdrawn_at is null and demand_id in (${ids})
      union all select person_id from report where demand_id in (${ids})) asking`);
  }
}
