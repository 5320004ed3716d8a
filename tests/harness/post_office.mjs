// A real SMTP server of this machine (Debian's python3-aiosmtpd), and the letters it took.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { sleep, temporary_directory } from './server.mjs';

const wait_limit = 30_000; // milliseconds

const free_port = () => new Promise((done) => {
  const server = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

const answers = (port) => new Promise((done) => {
  const socket = net.connect(port, '127.0.0.1', () => done(Boolean(socket.destroy())));
  socket.on('error', () => done(false));
});

async function until(what, holds) {
  for (const begun = Date.now(); Date.now() - begun < wait_limit; await sleep(50)) {
    const found = await holds();
    if (found) return found;
  }
  throw new Error(`waited too long for ${what}`);
}

// -> {settings: of the program that shall send here, next_letter(), stop()}
export async function start_post_office() {
  const port = await free_port();
  const box = path.join(temporary_directory(), 'box');
  const child = spawn('/usr/bin/aiosmtpd', ['-n', '-l', `127.0.0.1:${port}`, '-c', 'aiosmtpd.handlers.Mailbox', box], { stdio: 'ignore' });
  const abandon = () => child.kill('SIGKILL');
  process.on('exit', abandon);
  await until('the post office', () => answers(port));
  const read = new Set();
  return {
    settings: {
      CANYU_MAIL_SERVER: `smtp://127.0.0.1:${port}`, CANYU_MAIL_FROM: 'canyu@talk.example', CANYU_PUBLIC_URL: 'http://talk.example',
    },
    // {to, subject_line, text, link: the first path of the site in it, stop: the path that stops such letters}
    next_letter: () => until('a letter', () => {
      const folder = path.join(box, 'new');
      const name = fs.existsSync(folder) && fs.readdirSync(folder).find((file) => !read.has(file));
      if (!name) return null;
      read.add(name);
      return taken_apart(fs.readFileSync(path.join(folder, name), 'utf8').replaceAll('\r', ''));
    }),
    stop() {
      process.off('exit', abandon);
      abandon();
    },
  };
}

function taken_apart(raw) {
  const end = raw.indexOf('\n\n');
  const header = (name) => new RegExp(`^${name}: (.*)$`, 'm').exec(raw.slice(0, end))?.[1] ?? '';
  const text = Buffer.from(raw.slice(end + 2), 'base64').toString();
  const path_of = (words) => /http:\/\/talk\.example(\/[^\s>]*)/.exec(words)?.[1] ?? '';
  return { to: header('To'), subject_line: header('Subject'), text, link: path_of(text), stop: path_of(header('List-Unsubscribe')) };
}
