// Starts the program under test on a free port with a database of its own, and stops it again.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const checkout = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const program = process.env.CANYU_PROGRAM ?? path.join(checkout, 'build/release/canyu');
const logs = process.env.CANYU_TEST_LOGS ?? path.join(checkout, 'build/test-logs');
const start_limit = 60_000; // milliseconds; a sanitizer build on a busy machine is slow

export const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

export function temporary_directory() {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'canyu-test-'));
  process.on('exit', () => fs.rmSync(directory, { recursive: true, force: true }));
  return directory;
}

async function free_port() {
  const probe = net.createServer();
  await new Promise((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}

// Runs `canyu WORDS…` to its end and answers what it printed; throws when it fails.
export function run_program(words, options = {}) {
  return execFileSync(program, words, { encoding: 'utf8', cwd: checkout, ...options });
}

// start_server('serve', ['--database', url]) -> {url, stop(), kill(), output()}.
export async function start_server(verb, words, { name = verb, cwd = checkout } = {}) {
  const url = `http://127.0.0.1:${await free_port()}`;
  fs.mkdirSync(logs, { recursive: true });
  const log = path.join(logs, `${name.replace(/\W+/g, '-')}-${process.pid}-${new URL(url).port}.log`);
  const out = fs.openSync(log, 'w');
  const child = spawn(program, [verb, '--listen', new URL(url).host, ...words], { cwd, stdio: ['ignore', out, out] });
  const ended = new Promise((done) => child.on('exit', (code, signal) => done(signal ?? code)));
  const abandon = () => child.kill('SIGKILL');
  process.on('exit', abandon);
  let status;
  ended.then((code) => { status = code; process.off('exit', abandon); });
  const output = () => fs.readFileSync(log, 'utf8');
  for (const begun = Date.now(); !(await answers(url)); await sleep(20)) {
    if (status !== undefined) throw new Error(`canyu ${verb} ended with ${status}:\n${output()}`);
    if (Date.now() - begun > start_limit) throw new Error(`canyu ${verb} does not answer:\n${output()}`);
  }
  return {
    url,
    output,
    // A graceful stop ends with 0; a sanitizer's report makes it anything else.
    async stop() {
      child.kill('SIGTERM');
      const code = await Promise.race([ended, sleep(start_limit).then(() => 'no end after SIGTERM')]);
      if (code !== 0) throw new Error(`canyu ${verb} ended with ${code}:\n${output().split('\n').slice(-60).join('\n')}`);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

const answers = (url) => fetch(`${url}/healthz`).then((response) => response.ok, () => false);
