// Judges one answer by the lines of a scenario: "header Location matches ^/demands/\d+$", "json $.title == \"x\"", ….
import { shows } from './page.mjs';

const comparisons = {
  '==': (found, wanted) => JSON.stringify(found) === JSON.stringify(parse_value(wanted)),
  '!=': (found, wanted) => JSON.stringify(found) !== JSON.stringify(parse_value(wanted)),
  '>=': (found, wanted) => Number(found) >= Number(wanted),
  '<=': (found, wanted) => Number(found) <= Number(wanted),
  is: (found, wanted) => String(found ?? '') === wanted,
  contains: (found, wanted) => as_text(found).includes(wanted),
  lacks: (found, wanted) => !as_text(found).includes(wanted),
  shows: (found, wanted) => shows(as_text(found), wanted),
  matches: (found, wanted) => new RegExp(wanted, 'm').test(as_text(found)),
  exists: (found) => found !== undefined && found !== null,
  absent: (found) => found === undefined || found === null,
};
const expectation = /^(?:(header) ([\w-]+)|(body)|(json) (\$\S*)) (==|!=|>=|<=|is|contains|lacks|shows|matches|exists|absent)(?: (.*))?$/;
const capture = /^capture (\w+) = (?:header ([\w-]+) (.+)|body (.+)|json (\$\S*))$/;

const as_text = (found) => (typeof found === 'string' ? found : JSON.stringify(found) ?? '');

function parse_value(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`not a JSON value: ${text}`);
  }
}

// Answers null when the line holds for {status, headers, body}, else what is wrong; a capture sets a variable.
export function judge(line, answer, variables) {
  if (/^\d{3}$/.test(line)) return answer.status === Number(line) ? null : `answered ${answer.status}, not ${line}`;
  const captured = capture.exec(line);
  if (captured) return keep(captured, answer, variables);
  const [, header, header_name, body, , path, comparison, wanted = ''] = expectation.exec(line) ?? [];
  if (!comparison) throw new Error(`not an expectation: ${line}`);
  const found = header ? answer.headers.get(header_name) : body ? answer.body : at(answer.body, path);
  const shown = body ? 'the body' : as_text(found) || 'nothing';
  return comparisons[comparison](found, wanted) ? null : `${line}: found ${shown}`;
}

function keep([, name, header, header_pattern, body_pattern, path], answer, variables) {
  const pattern = header_pattern ?? body_pattern;
  const source = header ? answer.headers.get(header) ?? '' : answer.body;
  const value = path ? at(answer.body, path) : new RegExp(pattern, 'm').exec(source)?.[1];
  if (value === undefined || value === null) return `nothing to capture as ${name}`;
  variables[name] = String(value);
  return null;
}

// $.demands[0].title, $.demands.length; undefined where there is no such place.
export function at(body, path) {
  let value;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  for (const [, name, index] of path.matchAll(/\.([\w-]+)|\[(\d+)\]/g)) value = value?.[name ?? Number(index)];
  return value;
}
