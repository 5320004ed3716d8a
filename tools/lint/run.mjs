// Runs every lint over a checkout: node tools/lint/run.mjs [ROOT]; prints what is wrong, one problem a line.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rules } from './rules.mjs';

const root = path.resolve(process.argv[2] ?? path.join(path.dirname(fileURLToPath(import.meta.url)), '../..'));
let count = 0;
for (const [name, check] of Object.entries(rules)) {
  for (const problem of check(root)) {
    console.log(`${problem} [${name}]`);
    count += 1;
  }
}
console.log(count ? `${count} problems` : `${Object.keys(rules).length} lints, no problem`);
process.exitCode = count ? 1 : 0;
