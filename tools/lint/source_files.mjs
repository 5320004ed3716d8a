// Reading a checkout for the lints: which files there are, and what is in them.
import fs from 'node:fs';
import path from 'node:path';

const skipped = new Set(['node_modules', '.git', 'build', 'dist', 'testdata']);

// Paths relative to root, sorted, of the files below root/folder that match pattern.
export function list_files(root, folder, pattern) {
  const found = [];
  const walk = (at) => {
    for (const entry of fs.readdirSync(path.join(root, at), { withFileTypes: true })) {
      const inside = path.posix.join(at, entry.name);
      if (entry.isDirectory() && !skipped.has(entry.name)) walk(inside);
      if (entry.isFile() && pattern.test(inside)) found.push(inside);
    }
  };
  if (fs.existsSync(path.join(root, folder))) walk(folder);
  return found.sort();
}

export const read = (root, file) => fs.readFileSync(path.join(root, file), 'utf8');

export const line_of = (text, offset) => text.slice(0, offset).split('\n').length;

// Every match of a global pattern as {line, match}.
export function* matches(text, pattern) {
  for (const match of text.matchAll(pattern)) yield { line: line_of(text, match.index), match };
}
