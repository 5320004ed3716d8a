// Fresh databases on both engines; a prepared one is copied, which is faster than preparing it again.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { temporary_directory } from './server.mjs';

// 'sqlite' or 'postgresql' -> {fresh(name), copy(url, name)}, both answering a database url; null when there is no
// PostgreSQL to be used (CANYU_TEST_POSTGRESQL is the url of its maintenance database).
export function databases(engine) {
  return engine === 'sqlite' ? sqlite() : postgresql(process.env.CANYU_TEST_POSTGRESQL);
}

function sqlite() {
  const directory = temporary_directory();
  const url = (name) => `sqlite:${path.join(directory, `${name}.sqlite`)}`;
  return {
    fresh: url,
    copy(from, name) {
      const source = from.replace(/^sqlite:/, '');
      const folder = path.dirname(source);
      for (const file of fs.readdirSync(folder).filter((file) => file.startsWith(path.basename(source, '.sqlite') + '.'))) {
        fs.copyFileSync(path.join(folder, file), path.join(folder, file.replace(/^[^.]+/, name)));
      }
      return url(name);
    },
  };
}

function postgresql(server) {
  if (!server) return null;
  const sql = (text) => execFileSync('psql', ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', '--command', text, server],
    { stdio: ['ignore', 'ignore', 'inherit'] });
  const made = [];
  process.on('exit', () => made.forEach((name) => sql(`drop database if exists ${name} with (force)`)));
  const create = (name, template) => {
    const database = `canyu_${process.pid}_${name}`.replace(/\W/g, '_');
    sql(`create database ${database} template ${template} encoding 'UTF8'`);
    made.push(database);
    return parts(server).with_name(database);
  };
  return {
    fresh: (name) => create(name, 'template0'),
    copy: (from, name) => create(name, parts(from).name),
  };
}

// A socket's url has a user and no host ("postgresql://canyu@/canyu?host=/tmp/…"), which URL refuses.
function parts(url) {
  const [, before, name, after] = /^(postgresql:\/\/[^/]*\/)([^?]*)(.*)$/.exec(url);
  return { name, with_name: (other) => before + other + after };
}
