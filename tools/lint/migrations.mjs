// Migrations are append-only: named YYYYMMDDHHMM_words.sql, unique in time over all slices, never changed, dropped or
// put before one that main already has.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { list_files, matches, read } from './source_files.mjs';

const migration = /\/migrations\/[^/]*\.sql$/;

export function check(root) {
  const files = list_files(root, 'src', migration);
  return [...wrong_names(files), ...wrong_statements(root, files), ...rewritten_history(root, files)];
}

function wrong_names(files) {
  const problems = [];
  const seen = new Map();
  for (const file of files) {
    const [, stamp] = /^(\d{12})_[a-z0-9_]+\.sql$/.exec(path.basename(file)) ?? [];
    if (!stamp) problems.push(`${file}: a migration is named YYYYMMDDHHMM_words.sql`);
    else if (seen.has(stamp)) problems.push(`${file}: has the same time as ${seen.get(stamp)}`);
    else seen.set(stamp, file);
  }
  return problems;
}

function wrong_statements(root, files) {
  const forbidden = /^\s*(drop\s+table|drop\s+column|alter\s+table\s+\w+\s+drop|truncate)\b/gim;
  return files.flatMap((file) => [...matches(read(root, file), forbidden)].map(
    ({ line, match }) => `${file}:${line}: ${match[1].toLowerCase()}: what people wrote is never dropped`));
}

// Against the point where this branch left main: what is there may have been applied to somebody's database.
function rewritten_history(root, files) {
  const base = merge_base(root);
  if (!base) return [];
  const old = git(root, 'ls-tree', '-r', '--name-only', base, '--', 'src').split('\n').filter((file) => migration.test(file));
  const newest = old.map((file) => path.basename(file)).sort().pop() ?? '';
  const problems = [];
  for (const file of old) {
    if (!files.includes(file)) problems.push(`${file}: a migration of main may not vanish`);
    else if (git(root, 'show', `${base}:${file}`) !== read(root, file)) {
      problems.push(`${file}: a migration of main may not change; add a new one`);
    }
  }
  for (const file of files) {
    if (!old.includes(file) && path.basename(file) < newest) {
      problems.push(`${file}: a new migration comes after main's newest, ${newest}`);
    }
  }
  return problems;
}

function merge_base(root) {
  for (const main of ['origin/main', 'main']) {
    try {
      return git(root, 'merge-base', 'HEAD', main).trim();
    } catch {
      // No such branch here: try the next; without any (a tarball, a shallow copy) there is nothing to compare with.
    }
  }
  return null;
}

function git(root, ...words) {
  return execFileSync('git', ['-C', root, '-c', `safe.directory=${root}`, ...words],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}
