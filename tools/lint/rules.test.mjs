// Proves that every lint can fail: testdata/RULE/tree is a small bad checkout, expected.txt all it must be told, and
// main/, where there is one, what main held before.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { rules } from './rules.mjs';

const testdata = path.join(path.dirname(fileURLToPath(import.meta.url)), 'testdata');

for (const [name, check] of Object.entries(rules)) {
  test(`${name} finds exactly what is wrong in its bad example`, (t) => {
    const expected = fs.readFileSync(path.join(testdata, name, 'expected.txt'), 'utf8').trim().split('\n');
    assert.ok(expected[0], 'a lint without a bad example proves nothing');
    const root = fs.mkdtempSync(path.join(os.tmpdir(), 'canyu-lint-'));
    t.after(() => fs.rmSync(root, { recursive: true }));
    lay_out(name, root);
    assert.deepEqual(check(root).sort(), expected.sort());
  });
}

function lay_out(name, root) {
  const main = path.join(testdata, name, 'main');
  if (fs.existsSync(main)) {
    const git = (...words) => execFileSync('git', ['-C', root, '-c', 'user.name=lint', '-c', 'user.email=lint@localhost',
      ...words], { stdio: 'ignore' });
    fs.cpSync(main, root, { recursive: true });
    git('init', '--initial-branch=main');
    git('add', '.');
    git('commit', '--message=main');
    fs.rmSync(path.join(root, 'src'), { recursive: true });
  }
  fs.cpSync(path.join(testdata, name, 'tree'), root, { recursive: true });
}
