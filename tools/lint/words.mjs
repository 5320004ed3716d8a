// Words that must not stand in the repository, each with the reason.
import { list_files, matches, read } from './source_files.mjs';

const server = /^src\/platform\/http\/server\//;
const rules = [
  { word: /\bco_(await|return|yield)\b/g, where: /^src\/.*\.[ch]pp$/, except: server,
    why: 'coroutines stay in platform/http/server: g++ 12 destroys aggregates twice around co_await' },
  { word: /\b(TODO|FIXME|XXX|HACK)\b/g, where: /./, why: 'finish it, or file an issue' },
  { word: /"resolved"|registry\.npmjs|npmmirror/g, where: /package(-lock)?\.json$|npmrc$/,
    why: 'the lock names no registry host: everyone has their own (omit-lockfile-registry-resolved)' },
  { word: /(?<![\w./-])\/(home\/\w+|Users\/\w+)\//g, where: /./, why: 'a path of one machine' },
  { word: /\bstd::(cout|cerr)\b/g, where: /^src\/(?!app\/).*\.[ch]pp$/, why: 'say it through base/log.hpp' },
];
const texts = /(\.(cpp|hpp|mjs|ts|css|html|sql|sh|cmake|md|json|po|http|txt|toml)|\/(dev|run|postgresql|ORDER))$/;

export function check(root) {
  const problems = [];
  for (const file of list_files(root, '.', texts)) {
    if (file.startsWith('tools/lint/')) continue;
    const text = read(root, file);
    for (const { word, where, except, why } of rules) {
      if (!where.test(file) || except?.test(file)) continue;
      for (const { line, match } of matches(text, word)) problems.push(`${file}:${line}: ${match[0]}: ${why}`);
    }
  }
  return problems;
}
