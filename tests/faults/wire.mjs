// A client that sends whatever bytes it likes, and reads the answers as HTTP/1.1 says.
import net from 'node:net';

export class Wire {
  // from: the address it comes from.
  constructor(url, from = '127.0.0.1') {
    const { hostname, port } = new URL(url);
    this.heard = Buffer.alloc(0);
    this.socket = net.connect({ port, host: hostname, localAddress: from });
    this.socket.on('data', (data) => { this.heard = Buffer.concat([this.heard, data]); this.wake(); });
    this.socket.on('error', () => {});
    this.closed = new Promise((done) => this.socket.on('close', () => { this.is_closed = true; this.wake(); done(); }));
    this.is_closed = false;
  }

  wake() {
    this.waiting?.();
    this.waiting = null;
  }

  send(bytes) {
    if (!this.is_closed) this.socket.write(bytes);
    return this;
  }

  // The next answer, or null when the connection ended without one. Throws when neither comes in time.
  async answer({ has_body = true, limit = 20_000 } = {}) {
    for (const end = Date.now() + limit; ;) {
      const answer = this.take(has_body);
      if (answer || this.is_closed) return answer;
      if (Date.now() > end) throw new Error(`no answer within ${limit} ms, but ${this.heard.length} bytes`);
      await new Promise((done) => { this.waiting = done; setTimeout(done, 100); });
    }
  }

  take(has_body) {
    const end = this.heard.indexOf('\r\n\r\n');
    if (end < 0) return null;
    const [line, ...fields] = this.heard.toString('latin1', 0, end).split('\r\n');
    const headers = new Map(fields.map((field) => [field.slice(0, field.indexOf(':')).toLowerCase(), field.slice(field.indexOf(':') + 1).trim()]));
    const length = has_body ? Number(headers.get('content-length') ?? 0) : 0;
    if (this.heard.length < end + 4 + length) return null;
    const body = this.heard.toString('utf8', end + 4, end + 4 + length);
    this.heard = this.heard.subarray(end + 4 + length);
    return { status: Number(/^HTTP\/1\.1 (\d{3}) /.exec(line)?.[1]), headers, body };
  }

  destroy() {
    this.socket.destroy();
  }
}

// Sends these bytes on a connection of their own; answers {status, headers, body, closes}, or null without an answer.
export async function exchange(url, bytes, options = {}) {
  const wire = new Wire(url);
  wire.send(bytes);
  const answer = await wire.answer(options);
  wire.destroy();
  return answer;
}

export const request = (line, headers = '', body = '') => Buffer.concat([
  Buffer.from(`${line} HTTP/1.1\r\nHost: canyu.test\r\n${headers}`, 'latin1'),
  Buffer.from(body.length ? `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n` : '\r\n', 'latin1'), Buffer.from(body)]);
