// What the islands share: a lifetime for their listeners, and fetching a part of a page.

// An element whose listeners end when it leaves the page. Everything in it works without it.
export abstract class Island extends HTMLElement {
  private life_: AbortController | null = null;

  connectedCallback(): void {
    this.life_ = new AbortController();
    this.start(this.life_.signal);
  }

  disconnectedCallback(): void {
    this.life_?.abort();
    this.life_ = null;
  }

  // Called each time the element comes into a page. Listeners are added with the signal.
  protected abstract start(signal: AbortSignal): void;

  // The element with the id that the attribute names.
  protected named<T extends HTMLElement>(attribute: string): T | null {
    const id = this.getAttribute(attribute);
    return id ? (document.getElementById(id) as T | null) : null;
  }
}

export type TextControl = HTMLInputElement | HTMLTextAreaElement;

const text_types = new Set(['text', 'search', 'email', 'url', 'tel']);

export function is_text_control(element: unknown): element is TextControl {
  if (element instanceof HTMLTextAreaElement) return true;
  return element instanceof HTMLInputElement && text_types.has(element.type);
}

// Characters as the server counts them: code points without white space at the ends.
export function count_characters(text: string): number {
  return [...text.trim()].length;
}

// The nodes of the answer's element marked data-part="part", or of its whole body when the server sent only that part.
// Scripts in it do not run. Throws when the server refuses or cannot be reached, and when the signal aborts.
export async function fetch_part(part: string, url: string, request: RequestInit): Promise<Node[]> {
  const answer = await fetch(url, { ...request, headers: { Accept: 'text/html', ...request.headers } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const source = page.querySelector(`[data-part="${part}"]`) ?? page.body;
  return [...source.childNodes].map((node) => document.adoptNode(node));
}
