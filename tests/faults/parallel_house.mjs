// A community in which many act at once, and what its tables say afterwards.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { add_people, people, sign_in } from '../harness/people.mjs';
import { run_program, start_server } from '../harness/server.mjs';
import { Client } from '../scenarios/client.mjs';

const form = ['Content-Type', 'application/x-www-form-urlencoded'];
const settings = { CANYU_RATE_LIMITS: 'false', CANYU_PAGE_CACHE: 'false' };

export class House {
  constructor(database, engine) {
    Object.assign(this, { database, engine, clients: {}, number: 0 });
  }

  // With a product, a board, and two more members.
  async open() {
    run_program(['migrate', '--database', this.database]);
    add_people(this.database);
    this.server = await start_server('serve', ['--database', this.database], { name: `parallel-${this.engine}`, environment: settings });
    for (const name of [...Object.keys(people), 'chunhua', 'dahai']) {
      const client = this.clients[name] = new Client(this.server.url);
      await (people[name] ? sign_in(client, name) : this.sign_up(name, 'six in the morning', client));
      await client.csrf_token();
    }
    await this.done('guanjia', '/studio/products', { slug: 'phone', name_zh: '手机', name_en: 'Phone', about_zh: '一部手机', about_en: 'A phone', capacity: 9 });
    await this.done('guanjia', '/studio/boards', { slug: 'room', product: 'phone', name_zh: '客厅', name_en: 'Living room' });
    return this;
  }

  close() {
    return this.server.stop();
  }

  // Like a browser, with the person's session as it was at the beginning: many are sent at once.
  post(name, target, fields) {
    const { cookies, csrf } = this.clients[name];
    const client = new Client(this.server.url);
    for (const [cookie, value] of cookies) if (cookie !== 'flash') client.cookies.set(cookie, value);
    const body = new URLSearchParams({ csrf_token: csrf, ...fields }).toString();
    return client.send('POST', target, [form, ['Accept', 'text/html']], body);
  }

  async done(name, target, fields) {
    const answer = await this.post(name, target, fields);
    assert.equal(answer.status, 303, answer.body);
    return answer.headers.get('Location');
  }

  sign_up(name, password, client = new Client(this.server.url)) {
    return client.send('POST', '/sign-up', [form], new URLSearchParams({ name, password }).toString());
  }

  async get(target) {
    const { status, body } = await new Client(this.server.url).send('GET', target, [['Accept', 'application/json']]);
    assert.equal(status, 200, body);
    return JSON.parse(body);
  }

  // A new demand, said first by xiaoman.
  async demand(text) {
    const report = (await this.done('xiaoman', '/say', { product: 'phone', text })).split('/').at(-1);
    await this.done('laozhou', `/studio/reports/${report}/found`, { title: text });
    const url = `/demands/phone/${(this.number += 1)}`;
    return { url, id: (await this.get(url)).demand.id };
  }

  // One that has shipped and that these people asked for as well.
  async shipped(text, names) {
    const demand = await this.demand(text);
    for (const name of names) await this.done(name, `${demand.url}/support`, { why: '' });
    await this.done('laozhou', `/studio/plan/${demand.id}`, { horizon: 'week' });
    await this.done('laozhou', `/studio/plan/${demand.id}/change`, { act: 'ship', reason: 'In this week\'s release' });
    return demand;
  }

  // Whoever asks for one of two demands that belong together asks once, and their standing rows are told by the log.
  async check_counts(from, into, everybody) {
    const ids = `(${from.id}, ${into.id})`;
    assert.equal(this.value(`select count(distinct person_id) from (select person_id from support where withdrawn_at is null and demand_id in ${ids}
      union all select person_id from report where demand_id in ${ids}) asking`), everybody);
    for (const { id, number } of this.rows(`select cast(id as text) as id, number from demand where id in ${ids} and standing = 'open'`)) {
      assert.equal((await this.get(`/demands/phone/${number}`)).demand.people, this.value(`select count(distinct person_id) from
        (select person_id from support where withdrawn_at is null and demand_id = ${id} union all select person_id from report where demand_id = ${id}) asking`));
    }
    assert.deepEqual(this.rows(`select person_id, home_id from support where (case when withdrawn_at is null then 1 else 0 end) <>
      (select coalesce(sum(case when reverses is null then 1 else -1 end), 0) from participation deed
       where deed.person_id = support.person_id and deed.verb = 'support' and deed.object_id = home_id)`), []);
  }

  // The rows of a query as objects.
  rows(sql) {
    if (this.engine === 'sqlite') {
      const text = execFileSync('sqlite3', ['-readonly', '-json', '-cmd', '.timeout 10000', this.database.replace(/^sqlite:/, ''), sql], { encoding: 'utf8' });
      return text ? JSON.parse(text) : [];
    }
    const as_json = `select coalesce(json_agg(answer), '[]') from (${sql}) answer`;
    return JSON.parse(execFileSync('psql', ['--no-psqlrc', '-At', '--command', as_json, this.database], { encoding: 'utf8' }));
  }

  value(sql) {
    return Number(Object.values(this.rows(sql)[0])[0]);
  }
}
