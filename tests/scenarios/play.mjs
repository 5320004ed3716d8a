// Plays the steps of one scenario file against a server and collects what went wrong.
import { createHmac } from 'node:crypto';
import path from 'node:path';
import { wrong_in_any, wrong_in_forged, wrong_in_json } from './always.mjs';
import { Client, encode_body, fields_of, multipart_type } from './client.mjs';
import { judge } from './expect.mjs';
import { fill } from './parse.mjs';

const form_type = 'application/x-www-form-urlencoded';
const unsafe = (method) => !['GET', 'HEAD', 'OPTIONS'].includes(method);

export class Player {
  // sign_in(client, name) signs a person in; promises is what /openapi.json says, or null; known are variables of every round.
  constructor(base, { sign_in, promises = null, known = {}, post = null }) {
    Object.assign(this, { base, sign_in, promises, known, post, clients: new Map(), variables: {}, failures: [] });
  }

  // Answers how many expectations were judged. `given` are variables that are there from the beginning.
  async play(steps, given = {}) {
    Object.assign(this, { given, variables: { ...this.known, ...given } });
    let judged = 0;
    for (const step of steps) {
      try {
        judged += await this.play_step(step);
      } catch (error) {
        this.fail(step, step.line, error.message);
      }
    }
    return judged;
  }

  async play_step(step) {
    const client = await this.client_of(step.directives.as);
    if ('letter' in step.directives) await this.take_letter();
    const target = fill(step.target, this.variables);
    await this.forge(client, step, target);
    const deadline = Date.now() + 1000 * Number(step.directives.within ?? 0);
    let answer;
    let wrong;
    do {
      answer = await this.send(client, step, target);
      wrong = this.judge_all(step, answer);
      if (wrong.length && Date.now() < deadline) await new Promise((done) => setTimeout(done, 50));
    } while (wrong.length && Date.now() < deadline);
    wrong.forEach(({ line, what }, index) => this.fail(step, line, index ? what : `${what}\n${shortened(answer.body)}`));
    const asks_json = step.headers.some(([name, value]) => name.toLowerCase() === 'accept' && value === 'application/json');
    this.check_always(step, this.promises?.find(step.method, target), answer, asks_json);
    this.note(step, target, answer);
    if (!wrong.length) await this.repeat_as_json(client, step, target);
    return step.expectations.length;
  }

  // "# @letter" waits for the next letter, whose links are {{letter_link}} and {{letter_stop}}.
  async take_letter() {
    const { link, stop } = await this.post.next_letter();
    Object.assign(this.variables, { letter_link: link, letter_stop: stop });
  }

  check_always(step, route, answer, asked_json) {
    const of_json = asked_json && route && this.promises.is_json(route, answer.status) ? wrong_in_json(answer) : [];
    for (const what of [...wrong_in_any(answer), ...of_json]) this.fail(step, step.line, what);
  }

  // An act that will be taken must not be taken from elsewhere.
  async forge(client, step, target) {
    const explicit = (name) => step.headers.some(([other]) => other.toLowerCase() === name);
    if (!unsafe(step.method) || step.status >= 400 || !this.promises || explicit('origin') || explicit('x-csrf-token')) return;
    const send = (headers, with_token) => this.send(client, step, target, headers, with_token);
    for (const what of await wrong_in_forged(send, Boolean(await client.csrf_token()))) this.fail(step, step.line, what);
  }

  // "as" names who asks; steps of the same person share a session, and "# @as visitor NAME" is a browser of its own.
  async client_of(name = 'visitor') {
    if (!this.clients.has(name)) {
      const client = new Client(this.base);
      this.clients.set(name, client);
      if (!name.startsWith('visitor')) await this.sign_in(client, name);
    }
    return this.clients.get(name);
  }

  async send(client, step, target, more_headers = [], with_token = true) {
    const headers = step.headers.map(([name, value]) => [name, fill(value, this.variables)]);
    const has = (name) => [...headers, ...more_headers].some(([other]) => other.toLowerCase() === name);
    if (!has('accept')) headers.push(['Accept', 'text/html']);
    let body = step.body ? fill(step.body, this.variables) : null;
    if (body !== null) {
      if (!has('content-type')) headers.push(['Content-Type', form_type]);
      const type = headers.find(([name]) => name.toLowerCase() === 'content-type');
      body = encode_body(type[1], body, path.dirname(step.file));
      if (type[1] === 'multipart/form-data') type[1] = multipart_type;
    }
    if (with_token && unsafe(step.method) && !('no-csrf' in step.directives) && !has('x-csrf-token')) {
      const token = await client.csrf_token();
      if (token) headers.push(['X-CSRF-Token', token]);
    }
    if ('signed' in step.directives) headers.push(...signed(fill(step.directives.signed, this.variables), body));
    return client.send(step.method, target, [...headers, ...more_headers], body);
  }

  judge_all(step, answer) {
    return step.expectations.map(({ text, line }) => ({ line, what: judge(fill_wanted(text, this.variables), answer, this.variables) }))
      .filter(({ what }) => what);
  }

  // What a page shows or refuses, the API must too: a page that was read and an act that was refused are asked again as
  // JSON and held against /openapi.json.
  async repeat_as_json(client, step, target) {
    const own_accept = step.headers.some(([name]) => name.toLowerCase() === 'accept');
    const repeatable = step.method === 'GET' || (unsafe(step.method) && step.status >= 400 && step.status !== 429);
    if (!this.promises || own_accept || !repeatable || 'once' in step.directives) return;
    const route = this.promises.find(step.method, target);
    if (!route) return;
    const answer = await this.send(client, step, target, [['Accept', 'application/json']]);
    this.check_always(step, route, answer, true);
    const door = step.status === 303;
    if (!door && answer.status !== step.status) this.fail(step, step.line, `as JSON answered ${answer.status}, not ${step.status}`);
    const wrong = this.promises.validate(route, answer.status, answer.body);
    if (wrong) this.fail(step, step.line, `as JSON ${wrong}`);
    this.note(step, target, answer);
  }

  note(step, target, answer) {
    const override = step.method === 'POST' && /^_method=(\w+)$/m.exec(step.body)?.[1];
    const route = this.promises?.find(override || step.method, target);
    if (!route) return;
    this.promises.note(route, answer.status, answer.headers.get('location'));
    this.promises.note_hostile(route, this.hostile_fields(step));
    const asked_json = /json/.test(answer.headers.get('content-type') ?? '');
    const wrong = asked_json ? this.promises.validate(route, answer.status, answer.body) : null;
    if (wrong) this.fail(step, step.line, wrong);
  }

  // The names of the fields, in the address or the body, that hold what this round was given.
  hostile_fields(step) {
    const query = /\?(.*)/.exec(step.target)?.[1].split('&').join('\n') ?? '';
    const names = Object.keys(this.given);
    return fields_of(`${query}\n${step.body}`)
      .filter(([, value]) => names.some((name) => value.includes(`{{${name}`))).map(([name]) => name);
  }

  fail(step, line, what) {
    const round = Object.entries(this.given).map(([name, value]) => ` with ${name} = ${value}`).join('');
    this.failures.push(`${step.file}:${line}: ${step.name}${round}: ${what}`);
  }
}

// As the bridge of a payment gateway signs: "SECRET", or "SECRET -600" for ten minutes ago.
export function signed(text, body) {
  const [secret, later = '0'] = text.split(' ');
  const timestamp = String(Math.floor(Date.now() / 1000) + Number(later));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return [['Canyu-Timestamp', timestamp], ['Canyu-Signature', signature]];
}

// A pattern may need {{…}} as it stands only in captures, which name variables and do not use them.
const fill_wanted = (text, variables) => (text.startsWith('capture ') ? text : fill(text, variables));

// Of a page the words of its main part, of anything else the beginning.
function shortened(body) {
  const words = body.includes('<main') ? body.replace(/^[\s\S]*<main[^>]*>|<\/main>[\s\S]*$/g, '').replace(/<[^>]*>/g, ' ') : body;
  const lines = words.split('\n').map((line) => line.trim()).filter(Boolean);
  return lines.slice(0, 12).map((line) => `    | ${line.slice(0, 160)}`).join('\n');
}
