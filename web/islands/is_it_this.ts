// <is-it-this src="/demands/similar" for="words" with="product">: while a person types, asks for demands like it.
//
// `for` is the id of the field, `with` the names of other fields of its form to send along, `wait` (milliseconds) and
// `least` (characters) when to ask. Inside stand <p role="status"> for what is read out and <div data-list>
// for the answer, whose [data-status] says how many there are.
import { count_characters, fetch_part, Island, type TextControl } from './support/island.ts';

class IsItThis extends Island {
  private timer_ = 0;
  private asking_: AbortController | null = null;
  private asked_ = '';

  protected override start(signal: AbortSignal): void {
    const field = this.named<TextControl>('for');
    if (!field) return;
    const typed = () => this.ask_soon(field);
    field.addEventListener('input', typed, { signal });
    field.addEventListener('compositionend', typed, { signal });
    (field as HTMLElement).addEventListener('keydown', (event) => this.enter_list(field, event), { signal });
    this.addEventListener('keydown', (event) => this.move_in_list(field, event), { signal });
    signal.addEventListener('abort', () => this.forget());
  }

  private ask_soon(field: TextControl): void {
    clearTimeout(this.timer_);
    const wait = Number(this.getAttribute('wait') ?? 250);
    this.timer_ = window.setTimeout(() => void this.ask(field), wait);
  }

  private forget(): void {
    clearTimeout(this.timer_);
    this.asking_?.abort();
  }

  private async ask(field: TextControl): Promise<void> {
    const query = this.query_of(field);
    if (query === this.asked_) return;
    this.asked_ = query;
    // An answer to what was typed before must not overtake this one.
    this.asking_?.abort();
    if (count_characters(field.value) < Number(this.getAttribute('least') ?? 2)) return this.show([]);
    const asking = new AbortController();
    this.asking_ = asking;
    try {
      const url = `${this.getAttribute('src')}?${query}`;
      this.show(await fetch_part('suggestions', url, { signal: asking.signal }));
    } catch {
      // No suggestions is what a page without this island has; the form itself still says what is wrong.
      if (!asking.signal.aborted) this.show([]);
    }
  }

  private query_of(field: TextControl): string {
    const query = new URLSearchParams({ [field.name]: field.value.trim() });
    const form = field.form ? new FormData(field.form) : new FormData();
    for (const name of (this.getAttribute('with') ?? '').split(' ').filter(Boolean)) {
      query.set(name, String(form.get(name) ?? ''));
    }
    return query.toString();
  }

  private show(nodes: Node[]): void {
    const list = this.querySelector('[data-list]');
    const status = this.querySelector('[role="status"]');
    list?.replaceChildren(...nodes);
    if (status) status.textContent = list?.querySelector('[data-status]')?.textContent ?? '';
  }

  private links(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[data-list] a[href]')];
  }

  private enter_list(field: TextControl, event: KeyboardEvent): void {
    const at_end = field.selectionEnd === field.value.length;
    const first = this.links()[0];
    if (event.key !== 'ArrowDown' || event.isComposing || !at_end || !first) return;
    event.preventDefault();
    first.focus();
  }

  private move_in_list(field: TextControl, event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') field.focus();
    if (!step) return;
    const links = this.links();
    const here = links.findIndex((link) => link.closest('li')?.contains(event.target as Node));
    event.preventDefault();
    (links[here + step] ?? (step < 0 ? field : links[here]))?.focus();
  }
}

customElements.define('is-it-this', IsItThis);
