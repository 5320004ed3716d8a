// Where sentences are used: [[sentences]] of templates, message keys in C++ and the values of described enumerations.
import { list_files, matches, read } from './source_files.mjs';

// [{file, line, folder, text}]
export function template_sentences(root) {
  return list_files(root, 'src', /\/templates\/[^/]+\.html$/).flatMap((file) =>
    [...matches(read(root, file), /\[\[([\s\S]*?)\]\]/g)].map(
      ({ line, match }) => ({ file, line, folder: file.replace(/\/templates\/.*/, ''), text: match[1] })));
}

// Literals like "demand.closed" whose first word is the first word of some key, outside of logs and event names.
export function message_keys(root, first_words) {
  const not_said = /(log::\w+|metrics::\w+|publish|subscribe|on_event|emit)\s*\(\s*$/;
  const uses = [];
  for (const file of list_files(root, 'src', /(?<!_test)\.[ch]pp$/)) {
    const text = read(root, file);
    for (const { line, match } of matches(text, /"([a-z]\w*(?:\.\w+)+)"/g)) {
      if (!first_words.has(match[1].split('.')[0])) continue;
      if (not_said.test(text.slice(Math.max(0, match.index - 60), match.index))) continue;
      uses.push({ file, line, folder: file.split('/').slice(0, 3).join('/'), text: match[1] });
    }
  }
  return uses;
}

// {EnumName: [value, …]} of every BOOST_DESCRIBE_ENUM.
export function described_enumerations(root) {
  const found = {};
  for (const file of list_files(root, 'src', /(?<!_test)\.[ch]pp$/)) {
    for (const { match } of matches(read(root, file), /BOOST_DESCRIBE_ENUM\(([^)]*)\)/g)) {
      const [name, ...values] = match[1].split(',').map((word) => word.trim());
      found[name] = values;
    }
  }
  return found;
}
