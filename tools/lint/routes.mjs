// Every route says who may use it; staff pages are for staff; what visitors may change says why; no route exists twice.
import { list_files, matches, read } from './source_files.mjs';

const registration = /\bsite\w*\.(get|post|put|patch|del|form)\(\s*("([^"]*)"|[^\s,)]+),\s*([^,)]*)/g;
const access = /^(?:web::)?Access::(visitor|member|staff|admin)$/;
const reason = /\/\/ open to visitors: \S/;

export function check(root) {
  const problems = [];
  const seen = new Map();
  for (const file of list_files(root, 'src', /(?<!_test)\.cpp$/)) {
    const text = read(root, file);
    for (const { line, match } of matches(text, registration)) {
      const [, verb, , pattern, who] = match;
      const above = text.slice(0, match.index).split('\n').slice(-4).join('\n');
      const wrong = wrong_route(verb, pattern, access.exec(who)?.[1], above);
      if (wrong) problems.push(`${file}:${line}: ${verb} ${pattern ?? match[2]}: ${wrong}`);
      for (const method of verb === 'form' ? ['get', 'post'] : [verb]) {
        const route = `${method} ${pattern?.replace(/\{[^}]*\}/g, '{}')}`;
        if (seen.has(route)) problems.push(`${file}:${line}: ${route}: is a route of ${seen.get(route)} already`);
        seen.set(route, file);
      }
    }
  }
  return problems;
}

function wrong_route(verb, pattern, who, above) {
  if (pattern === undefined) return 'a route is a literal, so that it can be found';
  if (!who) return 'the second argument is Access::visitor, member, staff or admin';
  if (/^\/(studio|admin)\b/.test(pattern) && !['staff', 'admin'].includes(who)) return 'is for staff';
  if (verb !== 'get' && who === 'visitor' && !reason.test(above)) {
    return 'visitors may change something here: say why above it, "// open to visitors: …"';
  }
  return null;
}
