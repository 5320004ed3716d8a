// Reads a .http file into steps. The format is described in README.md beside this file.

const request_line = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\S+)$/;
const directive = /^# @([\w-]+)(?: (.*))?$/;

// parse(text) -> {notes: [{name, text}], steps: [{name, line, as, directives, method, target, headers, body, expectations}]}
export function parse(text, file) {
  const notes = [];
  const steps = [];
  let step = null;
  let part = 'before';
  text.split('\n').forEach((line, index) => {
    const fail = (what) => { throw new Error(`${file}:${index + 1}: ${what}: ${line}`); };
    if (line.startsWith('### ')) {
      step = { name: line.slice(4).trim(), file, line: index + 1, directives: {}, headers: [], body: [], expectations: [] };
      steps.push(step);
      part = 'before';
    } else if (directive.test(line)) {
      const [, name, value = ''] = directive.exec(line);
      if (step && part === 'before') step.directives[name] = value.trim();
      else if (!step) notes.push({ name, text: value.trim(), line: index + 1 });
      else fail('a directive stands before its request');
    } else if (line.startsWith('#') && part !== 'body') {
      return;
    } else if (line.startsWith('> ')) {
      if (!step?.method) fail('an expectation stands after its request');
      step.expectations.push({ text: line.slice(2).trim(), line: index + 1 });
      part = 'expectations';
    } else if (line.trim() === '' && part !== 'body') {
      if (part === 'headers') part = 'body';
    } else if (part === 'before') {
      const [, method, target] = request_line.exec(line) ?? fail('a request line is expected');
      Object.assign(step ?? fail('a step begins with "### name"'), { method, target });
      part = 'headers';
    } else if (part === 'headers') {
      const [, name, value] = /^([\w-]+): (.*)$/.exec(line) ?? fail('a header is expected');
      step.headers.push([name, value]);
    } else if (part === 'body') {
      step.body.push(line);
    } else {
      fail('after expectations comes the next "### name"');
    }
  });
  for (const made of steps) finish(made);
  return { notes, steps };
}

function finish(step) {
  const where = `${step.file}:${step.line}`;
  if (!step.method) throw new Error(`${where}: "${step.name}" has no request`);
  if (!/^\d{3}$/.test(step.expectations[0]?.text)) throw new Error(`${where}: the first expectation is the status`);
  step.status = Number(step.expectations[0].text);
  while (step.body.at(-1)?.trim() === '') step.body.pop();
  step.body = step.body.join('\n');
}

// "friday", so many days from now.
function weekday(days) {
  const day = new Date(Date.now() + days * 86_400_000);
  return day.toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' }).toLowerCase();
}

// "2026-12-01T12:00", so many minutes from now, by the clocks of the house (canyu's own setting, time_zone).
function local(minutes) {
  const time = new Date(Date.now() + minutes * 60_000);
  return time.toLocaleString('sv', { timeZone: 'Asia/Shanghai' }).slice(0, 16).replace(' ', 'T');
}

// Puts the variables into a text, {{name:u}} as it stands in an address, for {{long 100}} so many letters, and for
// {{weekday 4}} the name of the day in four days, for {{local -5}} the hour five minutes ago as a form sends it; an unknown variable is an error. What was put in is not looked at again.
export function fill(text, variables) {
  return text.replace(/\{\{(?:long (\d+)|weekday (\d+)|local (-?\d+)|(\w+)(:u)?)\}\}/g, (_, length, days, minutes, name, in_address) => {
    if (length) return 'x'.repeat(length);
    if (days) return weekday(Number(days));
    if (minutes) return local(Number(minutes));
    if (!(name in variables)) throw new Error(`{{${name}}} was never captured`);
    return in_address ? encodeURIComponent(variables[name]) : variables[name];
  });
}
