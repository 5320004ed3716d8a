// Whether a page speaks one language: no Han text in the English chrome, no untranslated English in the Chinese one.
// The chrome is everything outside of [data-words], which marks people's own words, and of what says
// that it is in another language or in none ([lang], [translate=no]).

// Text and attributes a person reads, as ["where: text"].
function chrome_texts() {
  const own_words = '[data-words], [translate=no], body [lang], script, style, template, code, pre, [hidden]';
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    // What stands in a field was typed by somebody.
    if (!element.closest(`${own_words}, textarea`)) found.push([element.tagName.toLowerCase(), walker.currentNode.data]);
  }
  for (const element of document.body.querySelectorAll('[title], [alt], [placeholder], [aria-label], [aria-description]')) {
    if (element.closest(own_words)) continue;
    for (const name of ['title', 'alt', 'placeholder', 'aria-label', 'aria-description']) {
      if (element.getAttribute(name)) found.push([`${element.tagName.toLowerCase()}[${name}]`, element.getAttribute(name)]);
    }
  }
  return found.map(([where, text]) => [where, text.trim().replace(/\s+/g, ' ')]).filter(([, text]) => text);
}

// Names that are the same in every language.
const names = new Set(['Canyu', 'Discourse', 'Fider', 'Markdown', 'JSON', 'API', 'OpenAPI', 'RSS', 'URL', 'HTML', 'CSS', 'CSV', 'QR', 'ID', 'VIP', 'English',
  'Ctrl', 'Enter', 'Esc', 'Tab', 'JPEG', 'PNG', 'WebP', 'GIF', 'gzip', 'KB', 'MB', 'GB', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'CNY']);

// A word stands by itself; "application/json", "a@b.c" and "e8a7b3-c3" are no words of a language.
const english_words = (text) => text.split(/[^\x21-\x7e]+/).map((token) => token.replace(/^[("']+|[)"'.,:;!?…]+$/g, ''))
  .filter((token) => /^[A-Za-z][A-Za-z'-]+$/.test(token) && !names.has(token));

export function foreign_words(language, texts) {
  const is_foreign = language === 'en' ? (text) => /[\p{Script=Han}，。？！：；「」]/u.test(text) : (text) => english_words(text).length > 0;
  return texts.filter(([, text]) => is_foreign(text)).map(([where, text]) => `not ${language}: ${where}: ${text.slice(0, 120)}`);
}

export async function words_of_another_language(page, language) {
  return foreign_words(language, await page.evaluate(chrome_texts));
}
