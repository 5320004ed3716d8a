// How a file looks from outside: snake_case name, at most 300 lines, an opening comment that says what it is for.
import path from 'node:path';
import { list_files, read } from './source_files.mjs';

const line_limit = 300;
const sources = /\.(cpp|hpp|mjs|ts|css|html|sql|sh|cmake)$/;
const opening = {
  '.cpp': /^\/\/ \S/, '.hpp': /^\/\/ \S/, '.ts': /^\/\/ \S/, '.mjs': /^(#!.*\n)?\/\/ \S/, '.css': /^\/\* \S/,
  '.cmake': /^# \S/, '.sh': /^(#!.*\n|# shellcheck.*\n)?# \S/,
};

export function check(root) {
  const problems = [];
  const folders = ['src', 'web', 'tests', 'tools', 'bench', 'cmake', 'packaging'];
  for (const file of folders.flatMap((folder) => list_files(root, folder, sources))) {
    const text = read(root, file);
    const lines = text.split('\n').length - 1;
    const extension = path.extname(file);
    if (lines > line_limit) problems.push(`${file}: ${lines} lines, the limit is ${line_limit}`);
    if (!/^[a-z0-9_.]+$/.test(path.basename(file))) problems.push(`${file}: a file's name is snake_case`);
    if (opening[extension] && !opening[extension].test(text) && !explained_by_header(root, file)) {
      problems.push(`${file}:1: opens with a one-sentence comment that says what the file is for`);
    }
  }
  return problems;
}

// x.cpp and x_test.cpp are explained by the header beside them, which they include first.
function explained_by_header(root, file) {
  const folder = path.dirname(file).replace(/^src\//, '');
  return /_test\.cpp$/.test(file)
    || (/\.cpp$/.test(file) && new RegExp(`^#include "${folder}/\\w+\\.hpp"`).test(read(root, file)));
}
