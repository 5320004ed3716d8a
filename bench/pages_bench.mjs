// Measures the running server on a demo community: a topic page rendered and from the page cache, durable replies,
// memory, start and first paint, beside the machine's constant-answer limit in the same run.
// Usage: node bench/pages_bench.mjs [SECONDS]   (needs build/release/canyu, build/release/http_bench, wrk, Chromium)
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

import { launch } from '../tests/browser/browser.mjs';
import { start_demo } from '../tests/browser/demo.mjs';
import { checkout, sleep, start_server, temporary_directory } from '../tests/harness/server.mjs';
import { Client } from '../tests/scenarios/client.mjs';

const seconds = Number(process.argv[2] ?? 5);
const rounds = 3;
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const http_bench = path.join(checkout, 'build/release/http_bench');

// -> {rate, p99 (milliseconds), refused}; the median of the rounds by rate.
function wrk(words) {
  const runs = [];
  for (let round = 0; round < rounds; ++round) {
    const out = execFileSync('wrk', ['-t1', '-c32', `-d${seconds}`, '--latency', ...words], { encoding: 'utf8' });
    const [, amount, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(out);
    runs.push({
      rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(out)[1]),
      p99: Number(amount) * { us: 0.001, ms: 1, s: 1000 }[unit],
      refused: Number(/Non-2xx or 3xx responses: (\d+)/.exec(out)?.[1] ?? 0),
    });
  }
  const middle = median(runs.map((run) => run.rate));
  return runs.find((run) => run.rate === middle);
}

function show(what, { rate, p99, refused }, words) {
  console.log(`${what}: ${Math.round(rate)}/s, p99 ${p99.toFixed(1)} ms${refused ? `, ${refused} REFUSED` : ''}`);
  console.log(`    wrk -t1 -c32 -d${seconds} ${words.join(' ')}`);
}

function memory(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}

// The number of a topic with more than one page, so that its first holds twenty posts.
async function long_topic(client) {
  for (let number = 1; number < 100; ++number) {
    const answer = await client.send('GET', `/t/${number}.json`);
    if (answer.status === 200 && JSON.parse(answer.body).posts.length === 20) return number;
  }
  throw new Error('the demo has no topic with twenty posts');
}

async function measure_pages(url) {
  const client = new Client(url);
  const number = await long_topic(client);
  const html = (await client.send('GET', `/t/${number}`, [['Accept', 'text/html'], ['Accept-Language', 'zh-CN']])).body;
  console.log(`topic page: ${html.length} characters, ${Buffer.byteLength(html)} B raw, ${zlib.brotliCompressSync(html).length} B br`);
  return number;
}

// A reply a request, each answered after its commit; one person, one session, a new submission each time.
function reply_script(folder, cookie, csrf) {
  const file = path.join(folder, 'reply.lua');
  fs.writeFileSync(file, `wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
wrk.headers["Cookie"] = "${cookie}"
local count = 0
local seed = "${Date.now()}-"
request = function()
  count = count + 1
  return wrk.format(nil, nil, nil, "csrf_token=${csrf}&submission_key=" .. seed .. count .. "&markdown=reply+number+" .. count)
end
`);
  return file;
}

async function sign_in(url, person) {
  const client = new Client(url);
  const form = new URLSearchParams(person).toString();
  const answer = await client.send('POST', '/sign-in', [['Content-Type', 'application/x-www-form-urlencoded']], form);
  if (answer.status !== 303) throw new Error(`signing in answered ${answer.status}`);
  return client;
}

// A new Chromium window loads pages of its own for about a second, which on two cores is most of what would be
// measured; so the window is open before the address is.
async function first_paint(page_url) {
  const browser = await launch();
  const paints = [];
  for (let round = 0; round < 5; ++round) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await sleep(1500);
    await page.goto(page_url, { waitUntil: 'load' });
    await sleep(100);
    paints.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN));
    await context.close();
  }
  await browser.close();
  return median(paints);
}

async function constant_limit() {
  const child = spawn(http_bench, ['--port', '18110'], { stdio: 'ignore' });
  await sleep(500);
  const words = ['http://127.0.0.1:18110/'];
  show('constant answer of 12 KB (the machine\'s limit)', wrk(words), words);
  child.kill('SIGTERM');
}

const pid_of = (url) => Number(execFileSync('bash', ['-c', `ss -ltnp "sport = :${new URL(url).port}" | grep -o 'pid=[0-9]*' | head -1 | cut -d= -f2`], { encoding: 'utf8' }));

await constant_limit();
const demo = await start_demo('bench');
const database = ['--database', demo.database];
const number = await measure_pages(demo.url);
await demo.stop();

const begun = process.hrtime.bigint();
const cached = await start_server('serve', database, { environment: { CANYU_LOG_LEVEL: 'warning' } });
await new Client(cached.url).send('GET', '/healthz');
console.log(`start to first answer: ${(Number(process.hrtime.bigint() - begun) / 1e6).toFixed(0)} ms`);
const cached_words = ['-H', '"Accept-Encoding: br"', `${cached.url}/t/${number}`];
show('topic page from the page cache', wrk(['-H', 'Accept-Encoding: br', `${cached.url}/t/${number}`]), cached_words);
console.log(`resident memory after that: ${memory(pid_of(cached.url)).toFixed(0)} MB`);
const painted = await first_paint(`${cached.url}/t/${number}`);
console.log(`first contentful paint: ${painted.toFixed(0)} ms; of a page of one word: ${(await first_paint('data:text/html,canyu')).toFixed(0)} ms`);
await cached.stop();

const rendered = await start_server('serve', database, { environment: { CANYU_PAGE_CACHE: 'false', CANYU_RATE_LIMITS: 'false', CANYU_LOG_LEVEL: 'warning' } });
const rendered_words = [`${rendered.url}/t/${number}`];
show('topic page rendered each time', wrk(rendered_words), rendered_words);
console.log(`resident memory after that: ${memory(pid_of(rendered.url)).toFixed(0)} MB`);
const member = await sign_in(rendered.url, demo.people.member);
const cookie = [...member.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
const script = reply_script(temporary_directory(), cookie, await member.csrf_token());
const reply_words = ['-s', script, `${rendered.url}/t/${number}/posts`];
show('durable replies', wrk(reply_words), reply_words);
await rendered.stop();
