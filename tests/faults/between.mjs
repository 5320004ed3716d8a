// A socket between the server and PostgreSQL, on which answers can be lost: what was asked is done, and nobody hears of it.
// It has a thread of its own, so that it never waits for what a test does.
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const socket_name = '.s.PGSQL.5432';

export class Between {
  // url: of a PostgreSQL on a socket of its own, as tools/postgresql prints it; `this.url` leads there, too.
  constructor(url) {
    this.folder = fs.mkdtempSync('/tmp/canyu-between-');
    this.url = url.replace(/host=.*$/, `host=${this.folder}`);
    this.thread = new Worker(new URL(import.meta.url), { workerData: { here: path.join(this.folder, socket_name), there: path.join(/host=(.*)$/.exec(url)[1], socket_name) } });
  }

  open() {
    return once(this.thread, 'message');
  }

  // From now on PostgreSQL hears everything and nobody hears PostgreSQL.
  lose_answers() {
    this.thread.postMessage('lose');
    return once(this.thread, 'message');
  }

  // Every connection ends, and the next ones are as they should be.
  cut() {
    this.thread.postMessage('cut');
    return once(this.thread, 'message');
  }

  async close() {
    await this.thread.terminate();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

function pass_on({ here, there }) {
  const sockets = new Set();
  let loses_answers = false;
  const listener = net.createServer((client) => {
    const server = net.connect(there);
    for (const [socket, other] of [[client, server], [server, client]]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    client.on('data', (data) => server.write(data));
    server.on('data', (data) => { if (!loses_answers) client.write(data); });
  });
  parentPort.on('message', (what) => {
    loses_answers = what === 'lose';
    if (what === 'cut') sockets.forEach((socket) => socket.destroy());
    parentPort.postMessage('done');
  });
  listener.listen(here, () => parentPort.postMessage('open'));
}

if (!isMainThread) pass_on(workerData);
