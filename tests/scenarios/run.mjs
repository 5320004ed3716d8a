// Plays every .http scenario on one database engine: node tests/scenarios/run.mjs sqlite|postgresql [FILE…]
// Without FILE it also checks that every route was tried with success, without permission, with bad input and with hostile words.
import fs from 'node:fs';
import path from 'node:path';
import { list_files } from '../../tools/lint/source_files.mjs';
import { databases } from '../harness/databases.mjs';
import { add_people, sign_in } from '../harness/people.mjs';
import { checkout, run_program, start_server } from '../harness/server.mjs';
import { start_post_office } from '../harness/post_office.mjs';
import { Promises } from './openapi.mjs';
import { parse } from './parse.mjs';
import { Player } from './play.mjs';

const [engine, ...chosen] = process.argv.slice(2);
if (!['sqlite', 'postgresql'].includes(engine)) {
  console.error('usage: node tests/scenarios/run.mjs sqlite|postgresql [FILE…]');
  process.exit(2);
}
const store = databases(engine);
if (!store) {
  console.log('skipped: CANYU_TEST_POSTGRESQL names no server');
  process.exit(77);
}
process.chdir(checkout);
const setup_file = 'tests/scenarios/setup.http';
const files = chosen.length ? chosen.map((file) => path.relative(checkout, path.resolve(process.env.PWD ?? '.', file)))
  : [...list_files('.', 'src', /\/scenarios\/[^/]+\.http$/), ...list_files('.', 'tests/scenarios', /\.http$/)]
    .filter((file) => file !== setup_file);

// Scenarios act faster than people and look at once at what they changed.
const settings = { CANYU_RATE_LIMITS: 'false', CANYU_PAGE_CACHE: 'false' };

let promises = null;
let judged = 0;
const failures = [];

// Plays one file against a server of its own on this database, or on an empty one where it says "# @empty".
async function play(file, database) {
  const { notes, steps } = parse(fs.readFileSync(file, 'utf8'), file);
  if (notes.some(({ name }) => name === 'empty')) database = store.fresh(path.basename(file, '.http'));
  const post = notes.some(({ name }) => name === 'mail') ? await start_post_office() : null;
  const server = await start_server('serve', ['--database', database], {
    name: `scenario-${engine}-${path.basename(file)}`, environment: { ...settings, ...post?.settings, ...own_settings(notes) },
  });
  try {
    promises ??= new Promises(await (await fetch(`${server.url}/openapi.json`)).json());
    excuse(notes, file);
    const player = new Player(server.url, { sign_in, promises, post, known: { first_run_token: server.first_run_token() } });
    for (const given of rounds(notes)) judged += await player.play(steps, given);
    failures.push(...player.failures);
  } finally {
    await server.stop().catch((error) => failures.push(`${file}: ${error.message}`));
    post?.stop();
  }
}

// "# @setting CANYU_RATE_LIMITS=true" starts this file's server with another setting.
const own_settings = (notes) => Object.fromEntries(notes.filter(({ name }) => name === 'setting').map(({ text }) => text.split('=')));

// "# @for-each words tests/scenarios/hostile_words.txt" plays the file once for each line of that file, which is {{words}}.
function rounds(notes) {
  const each = notes.find(({ name }) => name === 'for-each');
  if (!each) return [{}];
  const [name, list] = each.text.split(' ');
  return fs.readFileSync(list, 'utf8').split('\n').filter(Boolean).map((line) => ({ [name]: line }));
}

// "# @no-bad-input POST /preferences: whatever is chosen is all right" says which case cannot exist.
function excuse(notes, file) {
  for (const { name, text, line } of notes.filter(({ name }) => !['setting', 'empty', 'mail', 'for-each'].includes(name))) {
    const [, method, pattern, reason] = /^(\w+) (\S+): (.+)$/.exec(text) ?? [];
    const route = promises.routes.find((known) => known.method === method && known.pattern === pattern);
    const excused = { 'no-bad-input': 'bad input', 'no-success': 'success' }[name];
    if (!excused || !reason || !route) failures.push(`${file}:${line}: not understood: @${name} ${text}`);
    else route.excused.add(excused);
  }
}

const template = store.fresh('template');
run_program(['migrate', '--database', template]);
add_people(template);
await play(setup_file, template);
let number = 0;
for (const file of failures.length ? [] : files) {
  const before = failures.length;
  await play(file, store.copy(template, `play${(number += 1)}`));
  console.log(`${failures.length === before ? 'ok    ' : 'not ok'} ${file}`);
}
const owed = chosen.length || failures.length ? [] : promises.owed();
for (const failure of failures) console.log(failure);
for (const route of owed) console.log(`never tried: ${route}`);
console.log(`${files.length} files, ${judged} expectations on ${engine}, ${failures.length} failures, ${owed.length} cases never tried`);
process.exitCode = failures.length || owed.length ? 1 : 0;
