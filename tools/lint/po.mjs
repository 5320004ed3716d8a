// Reads the .po files of the slices: msgid, msgstr and one flag, the comment "# kept", for a text that is rightly the
// same in both languages.
import { list_files, read } from './source_files.mjs';

// [{file, line, key, text, kept}] of one file, in order, without the header.
export function read_po(root, file) {
  const entries = [];
  let kept = false;
  let target = null;
  read(root, file).split('\n').forEach((line, index) => {
    const [, field, quoted] = /^(msgid |msgstr )?(".*")$/.exec(line.trim()) ?? [];
    if (/^# kept\b/.test(line)) kept = true;
    if (quoted === undefined) return;
    const text = JSON.parse(quoted);
    if (field === 'msgid ') {
      entries.push({ file, line: index + 1, key: '', text: '', kept });
      kept = false;
      target = 'key';
    } else if (field === 'msgstr ') {
      target = 'text';
    }
    entries.at(-1)[target] += text;
  });
  return entries.filter((entry) => entry.key !== '');
}

// The slices' folders with their two catalogues: [{folder, zh, en}].
export function read_catalogues(root) {
  const folders = new Set(list_files(root, 'src', /\/locale\/[^/]+\.po$/).map((file) => file.replace(/\/locale\/.*/, '')));
  const one = (folder, tag) => {
    const [file] = list_files(root, `${folder}/locale`, new RegExp(`/${tag}\\.po$`));
    return file ? read_po(root, file) : [];
  };
  return [...folders].map((folder) => ({ folder, zh: one(folder, 'zh-CN'), en: one(folder, 'en') }));
}

// A key is slice.words or EnumName.value; a template's sentence is its own English and stands in zh-CN.po only.
export const is_key = (text) => /^[A-Za-z]\w*(\.\w+)+$/.test(text);
