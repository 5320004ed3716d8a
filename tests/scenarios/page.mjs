// Reads a page as a browser would, tags apart from words, and tells what in it could run.

const attribute = /\s+([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;
const any_attributes = /(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*/.source;
const tag = new RegExp(`<!--[\\s\\S]*?-->|<!doctype[^>]*>|<(/?)([a-z][a-z0-9-]*)(${any_attributes})\\s*/?>`, 'gi');
const entities = { amp: '&', lt: '<', gt: '>', quot: '"' };

const decode = (text) => (!text.includes('&') ? text : text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot));/gi, (_, hex, decimal, name) =>
  (name ? entities[name.toLowerCase()] : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)))));

// -> {tags: [{name, attributes: [[name, value]]}], words: [what stands between the tags], odd: [what only looks like a tag]}
export function read_page(html) {
  const tags = [];
  const words = [];
  const odd = [];
  const keep = (between) => {
    if (!between) return;
    words.push(decode(between));
    if (between.includes('<')) odd.push(...between.match(/<[a-z/!?].{0,40}/gi) ?? []);
  };
  let read = 0;
  for (const found of html.matchAll(tag)) {
    keep(html.slice(read, found.index));
    read = found.index + found[0].length;
    if (!found[2] || found[1]) continue;
    const attributes = found[3] ? [...found[3].matchAll(attribute)]
      .map(([, name, double, single, bare]) => [name.toLowerCase(), decode(double ?? single ?? bare ?? '')]) : [];
    tags.push({ name: found[2].toLowerCase(), attributes });
  }
  keep(html.slice(read));
  return { tags, words, odd };
}

// Whether somebody reads this text: between tags, or as the value of a field or another attribute.
export function shows(html, text) {
  const { tags, words } = read_page(html);
  return words.some((piece) => piece.includes(text))
    || tags.some(({ attributes }) => attributes.some(([, value]) => value.includes(text)));
}

const never = new Set(['base', 'embed', 'frame', 'iframe', 'object', 'style']);
const never_attributes = new Set(['http-equiv', 'srcdoc', 'style']);
const addresses = new Set(['action', 'data', 'formaction', 'href', 'poster', 'src', 'srcset', 'xlink:href']);
const harmless_scheme = /^(https?|mailto):/i;

// What a browser would drop from an address before it reads its scheme goes first.
const scheme_runs = (address) => {
  const read = address.replace(/[\u0000-\u0020]/g, '');
  return /^[a-z][a-z0-9+.-]*:/i.test(read) && !harmless_scheme.test(read);
};

// Everything in a page that could run although it is not one of our own files: ["<img onerror>", …].
export function what_could_run(html) {
  const found = [];
  const { tags, odd } = read_page(html);
  for (const { name, attributes } of tags) {
    if (never.has(name)) found.push(`<${name}>`);
    const source = attributes.find(([other]) => other === 'src')?.[1] ?? '';
    if (name === 'script' && !source.startsWith('/assets/')) found.push('<script> that is not ours');
    for (const [attribute_name, value] of attributes) {
      if (attribute_name.startsWith('on') || never_attributes.has(attribute_name)) found.push(`<${name} ${attribute_name}>`);
      if (addresses.has(attribute_name) && scheme_runs(value)) found.push(`<${name} ${attribute_name}="${value}">`);
    }
  }
  return [...found, ...odd.map((text) => `not understood: ${text}`)];
}
