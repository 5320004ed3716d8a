// One person's browser or program talking to the server: cookies, form encoding and the CSRF token.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

export class Client {
  constructor(base) {
    this.base = base;
    this.cookies = new Map();
    this.csrf = null;
  }

  // -> {status, headers: {get}, body}. Redirects are not followed.
  send(method, target, headers = [], body = null) {
    const { hostname, port } = new URL(this.base);
    const sent = [['Host', `${hostname}:${port}`], ...headers];
    if (this.cookies.size) sent.push(['Cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')]);
    if (body !== null) sent.push(['Content-Length', String(Buffer.byteLength(body))]);
    return new Promise((done, fail) => {
      const request = http.request({ hostname, port, method, path: target, headers: sent.flat(), agent: false }, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () => done(this.receive(response, Buffer.concat(parts))));
        response.on('error', fail);
      });
      request.on('error', fail);
      request.end(body ?? undefined);
    });
  }

  receive(response, bytes) {
    for (const cookie of response.headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      if (value === '' || /max-age=0\b/i.test(cookie)) this.cookies.delete(name);
      else this.cookies.set(name, value);
      this.csrf = null;
    }
    const get = (name) => {
      const value = response.headers[name.toLowerCase()];
      return Array.isArray(value) ? value.join('\n') : value;
    };
    return { status: response.statusCode, headers: { get }, body: bytes.toString('utf8') };
  }

  // The token every unsafe form of this session carries; '' for a visitor.
  async csrf_token() {
    if (this.csrf === null) {
      const page = await this.send('GET', '/', [['Accept', 'text/html']]);
      this.csrf = /name="csrf_token" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    }
    return this.csrf;
  }
}

const boundary = 'canyu-scenario-boundary';
export const fields_of = (body) => body.split('\n').filter(Boolean).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);

// The body of a step as sent, by its content type: form fields are written one a line, "name=value", unescaped ("\n"
// stands for a line break); an upload is "name=< file type", with another name for the file behind it where it has one.
// Anything else is sent as it stands.
export function encode_body(type, body, folder) {
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return new URLSearchParams(fields_of(body).map(([name, value]) => [name, value.replaceAll('\\n', '\n')])).toString();
  }
  if (!type.startsWith('multipart/form-data')) return body;
  const parts = fields_of(body).map(([name, value]) => {
    const [, file, file_type, other_name] = /^< (\S+) (\S+)(?: (.+))?$/.exec(value) ?? [];
    const file_name = (other_name ?? path.basename(file ?? '')).replaceAll('"', '%22');
    const head = file ? `; filename="${file_name}"\r\nContent-Type: ${file_type}` : '';
    const bytes = file ? fs.readFileSync(path.resolve(folder, file)) : Buffer.from(value);
    return Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${head}\r\n\r\n`), bytes, Buffer.from('\r\n')]);
  });
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
}

export const multipart_type = `multipart/form-data; boundary=${boundary}`;
