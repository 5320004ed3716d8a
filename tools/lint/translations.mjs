// Every sentence a person sees exists in both languages, is used, and keeps its placeholders and markup.
import { is_key, read_catalogues } from './po.mjs';
import { described_enumerations, message_keys, template_sentences } from './uses.mjs';

export function check(root) {
  const catalogues = read_catalogues(root);
  return [
    ...missing_sentences(root, catalogues),
    ...wrong_keys(root, catalogues),
    ...wrong_enumerations(root, catalogues),
    ...catalogues.flatMap(({ folder, zh, en }) => [...unpaired(folder, zh, en), ...pairs(zh, en).flatMap(wrong_pair)]),
  ];
}

// Platform sentences may be used by all slices, a slice's only by itself: deleting a slice must not silence another.
const is_shared = (folder) => !folder.startsWith('src/features/');

function missing_sentences(root, catalogues) {
  const uses = template_sentences(root);
  const sentences = catalogues.flatMap(({ folder, zh }) => zh.filter(({ key }) => !is_key(key)).map((entry) => ({ ...entry, folder })));
  const fits = (use, entry) => use.text === entry.key && (use.folder === entry.folder || is_shared(entry.folder));
  return [
    ...uses.filter((use) => !sentences.some((entry) => fits(use, entry)))
      .map(({ file, line, folder, text }) => `${file}:${line}: [[${text}]] is not in ${folder}/locale/zh-CN.po`),
    ...sentences.filter((entry) => !uses.some((use) => fits(use, entry)))
      .map(({ file, line, key }) => `${file}:${line}: "${key}" is used in no template here`),
  ];
}

function wrong_keys(root, catalogues) {
  const keys = catalogues.flatMap(({ folder, zh, en }) => [...zh, ...en].map((entry) => ({ ...entry, folder })))
    .filter(({ key }) => is_key(key) && /^[a-z]/.test(key));
  const known = new Set(keys.map(({ key }) => key));
  const uses = message_keys(root, new Set(keys.map(({ key }) => key.split('.')[0])));
  const problems = uses.filter(({ text }) => !known.has(text))
    .map(({ file, line, text }) => `${file}:${line}: "${text}" is in no catalogue`);
  for (const { folder, file, line, key } of keys) {
    const fits = (use) => use.text === key && (use.folder === folder || is_shared(folder));
    if (!uses.some(fits)) problems.push(`${file}:${line}: "${key}" is used nowhere`);
  }
  return problems;
}

function wrong_enumerations(root, catalogues) {
  const enumerations = described_enumerations(root);
  const problems = [];
  const labelled = new Map();
  for (const { file, line, key } of catalogues.flatMap(({ zh, en }) => [...zh, ...en])) {
    if (!is_key(key) || !/^[A-Z]/.test(key)) continue;
    const [name, value] = key.split('.');
    if (!enumerations[name]?.includes(value)) problems.push(`${file}:${line}: no described enumeration has "${key}"`);
    labelled.set(`${file} ${name}`, { file, name, values: [...(labelled.get(`${file} ${name}`)?.values ?? []), value] });
  }
  for (const { file, name, values } of labelled.values()) {
    for (const value of enumerations[name] ?? []) {
      if (!values.includes(value)) problems.push(`${file}: "${name}.${value}" is missing`);
    }
  }
  return problems;
}

const own_english = ({ key }) => !is_key(key);

function unpaired(folder, zh, en) {
  const problems = [];
  const twice = (entries) => entries.filter(({ key }, index) => entries.findIndex((other) => other.key === key) < index);
  for (const { file, line, key } of [...twice(zh), ...twice(en)]) problems.push(`${file}:${line}: "${key}" stands here twice`);
  for (const { file, line, key } of zh.filter((entry) => !own_english(entry) && !en.some((other) => other.key === entry.key))) {
    problems.push(`${file}:${line}: "${key}" is not in ${folder}/locale/en.po`);
  }
  for (const { file, line, key } of en) {
    if (own_english({ key })) problems.push(`${file}:${line}: "${key}" is a template's sentence, which is its own English`);
    else if (!zh.some((other) => other.key === key)) problems.push(`${file}:${line}: "${key}" is not in ${folder}/locale/zh-CN.po`);
  }
  return problems;
}

function pairs(zh, en) {
  return zh.map((entry) => ({ zh: entry, en: own_english(entry) ? { ...entry, text: entry.key } : en.find(({ key }) => key === entry.key) }))
    .filter((pair) => pair.en);
}

const placeholders = (text) => [...text.matchAll(/\{\{?(\w+)[^}]*\}/g)].map((match) => match[1]);
const tags = (text) => [...text.matchAll(/<\/?\w+/g)].map((match) => match[0]).sort().join(' ');
const same = (left, right) => [...new Set(left)].sort().join() === [...new Set(right)].sort().join();
const han = /\p{Script=Han}/u;

function wrong_pair({ zh, en }) {
  const problems = [];
  const report = ({ file, line }, what) => problems.push(`${file}:${line}: ${what}: "${zh.key}"`);
  if (!zh.text) report(zh, 'has no text');
  if (!en.text) report(en, 'has no text');
  if (!same(placeholders(zh.text), placeholders(en.text))) report(zh, 'the placeholders differ between the languages');
  if (tags(zh.text) !== tags(en.text)) report(zh, 'the markup differs between the languages');
  if (!en.kept && (han.test(en.text) || /[，。？！：；「」]/.test(en.text))) report(en, 'Chinese in the English');
  const words = zh.text.replace(/\{\{?[^}]*\}\}?|<[^>]*>/g, '');
  if (!zh.kept && /[A-Za-z]{2}/.test(words) && !han.test(words)) report(zh, 'not translated (say "# kept" above it if it is)');
  if (/\p{Script=Han}["']?[,?!;:]/u.test(words)) report(zh, 'Chinese takes Chinese punctuation');
  return problems;
}
