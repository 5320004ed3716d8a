// A community to be mistreated: its database, its server, which may be killed and started again, and what its tables say.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { add_people, sign_in } from '../harness/people.mjs';
import { run_program, start_server, temporary_directory } from '../harness/server.mjs';
import { Client } from '../scenarios/client.mjs';

export const form_type = 'application/x-www-form-urlencoded';
export const demand_count = 12;

// Clients of the tests act faster than people, and look at once at what they changed.
const settings = { CANYU_RATE_LIMITS: 'false', CANYU_PAGE_CACHE: 'false' };

export class House {
  // database: the url of an empty one; `served`: by which the server reaches it.
  constructor(database, { name, environment = {}, served = database }) {
    Object.assign(this, { database, served, name, environment: { ...settings, ...environment }, clients: [], server: null });
  }

  // People, a product with some demands, and a topic, /t/1.
  async furnish() {
    run_program(['migrate', '--database', this.database]);
    add_people(this.database);
    await this.start();
    const admin = await this.client('guanjia');
    const furniture = [
      ['/studio/products', { slug: 'phone', name_zh: '手机', name_en: 'Phone', about_zh: '一部手机', about_en: 'A phone', capacity: 3 }],
      ['/studio/boards', { slug: 'room', product: 'phone', name_zh: '客厅', name_en: 'Living room' }],
      ['/b/room/new', { title: 'What the weather does', markdown: 'It rains.' }],
    ];
    for (const [target, fields] of furniture) {
      const { status, body } = await post_form(admin, target, fields);
      assert.equal(status, 303, body);
    }
    await this.server.stop();
    this.clients = [];
    const lines = Array.from({ length: demand_count }, (_, i) => JSON.stringify({ id: i, text: `matter${i} stands alone`, user: `u${i}` }));
    const file = path.join(temporary_directory(), 'first.jsonl');
    fs.writeFileSync(file, lines.join('\n'));
    run_program(['import', 'reports', file, '--product', 'phone', '--database', this.database]);
    return this;
  }

  async start() {
    this.server = await start_server('serve', ['--database', this.served], { name: this.name, environment: this.environment });
    for (const client of this.clients) client.base = this.server.url;
  }

  // Signed in, and wherever the server is.
  async client(name) {
    const client = new Client(this.server.url);
    this.clients.push(client);
    await sign_in(client, name);
    client.token = await client.csrf_token(); // of the session, and so the same all the time
    return client;
  }

  // The rows of a query as objects; `database` may be one beside its own.
  rows(sql, database = this.database) {
    const options = { encoding: 'utf8', maxBuffer: 2 ** 28 };
    if (database.startsWith('sqlite:')) {
      const text = execFileSync('sqlite3', ['-readonly', '-json', '-cmd', '.timeout 10000', database.slice(7), sql], options);
      return text ? JSON.parse(text) : [];
    }
    const as_json = `select coalesce(json_agg(answer), '[]') from (${sql}) answer`;
    return JSON.parse(execFileSync('psql', ['--no-psqlrc', '-At', '--command', as_json, database], options));
  }

  // On SQLite only.
  change(sql) {
    execFileSync('sqlite3', ['-cmd', '.timeout 10000', this.database.slice(7), sql]);
  }

  // Bytes of the server's memory, by a name of /proc: VmRSS now, VmHWM at most.
  memory(name) {
    return 1024 * Number(new RegExp(`${name}:\\s+(\\d+)`).exec(fs.readFileSync(`/proc/${this.server.pid}/status`, 'utf8'))[1]);
  }

  // Fails when the log has a line of level "error" that `allowed` (a regular expression) does not know.
  check_log(allowed = /^$/) {
    const lines = this.server.output().split('\n').filter((line) => line.includes('"level":"error"') && !allowed.test(line));
    if (lines.length) throw new Error(`the log has errors:\n${lines.slice(0, 5).join('\n')}`);
  }
}

// Posts as a browser does that is signed in; answers what Client.send answers.
export async function post_form(client, target, fields, headers = []) {
  const body = new URLSearchParams({ csrf_token: client.token, ...fields }).toString();
  return client.send('POST', target, [['Content-Type', form_type], ['Accept', 'text/html'], ...headers], body);
}

// A generator of numbers in [0, 1) that the same seed repeats.
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

// The sentence a refusal tells, of a page or of a problem document.
export function sentence_of({ headers, body }) {
  if (/^application\/problem\+json/.test(headers.get('content-type') ?? '')) return JSON.parse(body).title;
  return /<h1[^>]*>([^<]*)/.exec(body)?.[1].trim() ?? '';
}
