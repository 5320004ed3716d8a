// Starts the program under test on a free port with a database of its own, and stops it again.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
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

// Runs `canyu WORDS…` to its end and answers what it printed; throws when it fails.
export function run_program(words, options = {}) {
  return execFileSync(program, words, { encoding: 'utf8', cwd: checkout, ...options });
}

// start_server('serve', ['--database', url]) -> {url, pid, stop(), kill(), output(), first_run_token()}. It listens where it likes and says so.
export async function start_server(verb, words, { name = verb, cwd = checkout, environment = {}, wrapper = [] } = {}) {
  fs.mkdirSync(logs, { recursive: true });
  const log = path.join(logs, `${name.replace(/\W+/g, '-')}-${process.pid}.log`);
  const out = fs.openSync(log, 'w');
  const [command, ...before] = [...wrapper, program];
  const child = spawn(command, [...before, verb, '--listen', '127.0.0.1:0', ...words],
    { cwd, stdio: ['ignore', out, out], env: { ...process.env, ...environment } });
  const ended = new Promise((done) => child.on('exit', (code, signal) => done(signal ?? code)));
  const abandon = () => child.kill('SIGKILL');
  process.on('exit', abandon);
  let status;
  ended.then((code) => { status = code; process.off('exit', abandon); fs.closeSync(out); });
  const output = () => fs.readFileSync(log, 'utf8');
  const announced = () => /^(http:\/\/127\.0\.0\.1:\d+)\/$/m.exec(output())?.[1];
  for (const begun = Date.now(); !announced(); await sleep(20)) {
    if (status !== undefined) throw new Error(`canyu ${verb} ended with ${status}:\n${output()}`);
    if (Date.now() - begun > start_limit) throw new Error(`canyu ${verb} does not say where it listens:\n${output()}`);
  }
  return {
    url: announced(),
    pid: child.pid,
    output,
    // Of a community without an administrator; '' for another.
    first_run_token: () => /first-run\?token=(\w+)/.exec(output())?.[1] ?? '',
    // A graceful stop ends with 0; a sanitizer's report makes it anything else.
    async stop() {
      child.kill('SIGTERM');
      const too_late = setTimeout(abandon, start_limit);
      const code = await ended;
      clearTimeout(too_late);
      if (code !== 0) throw new Error(`canyu ${verb} ended with ${code}:\n${output().split('\n').slice(-60).join('\n')}`);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
