// Words in a template that no catalogue knows: text, and attributes a person reads, outside of [[…]] and {{…}}.
// An element with translate="no" may say something that is the same in every language.
import { line_of, list_files, read } from './source_files.mjs';

const markup = /\[\[[\s\S]*?\]\]|\{\{[\s\S]*?\}\}|<!--[\s\S]*?-->/g;
const tag_or_text = /<[!/]?[\w-]+((?:[^>"]|"[^"]*")*)>|([^<]+)/g;
const read_aloud = /\s(?:title|alt|placeholder|label|aria-label|aria-description)="([^"]*)"/g;
const words = /\p{L}{2,}/u;

export function check(root) {
  return list_files(root, 'src', /\/templates\/[^/]+\.html$/).flatMap((file) =>
    loose_words(read(root, file)).map(({ line, found }) => `${file}:${line}: "${found}" stands outside of [[…]]`));
}

function loose_words(text) {
  // Blanks of the same length keep the lines right. Of the front matter only the title is read by people.
  const blank = (part) => part.replace(/[^\n]/g, ' ');
  const bare = text.replace(/^[\s\S]*?^---$/m, (front) => front.replace(/^(?!title:).*$|^title:/gm, blank)).replace(markup, blank);
  const found = [];
  let kept = false;
  for (const { index, 1: attributes, 2: content } of bare.matchAll(tag_or_text)) {
    if (attributes !== undefined) kept = /\stranslate="no"/.test(attributes);
    const read_texts = content === undefined ? [...attributes.matchAll(read_aloud)].map((match) => match[1]) : [content];
    for (const part of kept ? [] : read_texts.filter((part) => words.test(part))) {
      found.push({ line: line_of(text, index + (content ? content.search(words) : 0)), found: part.trim().replace(/\s+/g, ' ') });
    }
  }
  return found;
}
