// <draft-keeper key="report">: keeps what is typed into the form inside it, in this browser, until it is sent.
//
// [data-restored] inside is shown when something was brought back; [data-discard] in it throws it away.
import { Island, is_text_control, type TextControl } from './support/island.ts';

const prefix = 'draft:';
const days_kept = 14;
const wait = 400; // milliseconds after the last key

interface Draft {
  saved: number; // milliseconds since 1970
  texts: Record<string, string>;
}

// Storage can be full or forbidden; a draft is a convenience, so it is then not kept.
function read(key: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(prefix + key) ?? 'null') as Draft | null;
    const oldest = Date.now() - days_kept * 86_400_000;
    return draft && draft.saved >= oldest ? draft : null;
  } catch {
    return null;
  }
}

function write(key: string, texts: Record<string, string>): void {
  try {
    if (Object.keys(texts).length === 0) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, JSON.stringify({ saved: Date.now(), texts } satisfies Draft));
  } catch {
    return;
  }
}

class DraftKeeper extends Island {
  private timer_ = 0;

  protected override start(signal: AbortSignal): void {
    const form = this.querySelector('form');
    const key = this.getAttribute('key');
    if (!form || !key) return;
    form.addEventListener('input', () => this.save_soon(form, key), { signal });
    form.addEventListener('submit', (event) => this.sent(event, key), { signal });
    this.addEventListener('click', (event) => this.discard(event, form, key), { signal });
    this.restore(form, key);
  }

  private fields(form: HTMLFormElement): TextControl[] {
    return [...form.elements].filter(is_text_control).filter((field) => field.name !== '');
  }

  private save_soon(form: HTMLFormElement, key: string): void {
    clearTimeout(this.timer_);
    this.timer_ = window.setTimeout(() => {
      const typed = this.fields(form).filter((field) => field.value !== field.defaultValue);
      write(key, Object.fromEntries(typed.map((field) => [field.name, field.value])));
    }, wait);
  }

  private sent(event: SubmitEvent, key: string): void {
    clearTimeout(this.timer_);
    // A preview in another window sends nothing.
    const elsewhere = event.submitter?.getAttribute('formtarget');
    if (!elsewhere && navigator.onLine) write(key, {});
  }

  private restore(form: HTMLFormElement, key: string): void {
    const draft = read(key);
    const empty = this.fields(form).filter((field) => field.value === '' && draft?.texts[field.name]);
    for (const field of empty) {
      field.value = draft?.texts[field.name] ?? '';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    this.tell(empty.length > 0);
  }

  private discard(event: Event, form: HTMLFormElement, key: string): void {
    if (!(event.target instanceof Element) || !event.target.closest('[data-discard]')) return;
    clearTimeout(this.timer_);
    form.reset();
    write(key, {});
    this.tell(false);
    this.fields(form)[0]?.focus();
  }

  private tell(restored: boolean): void {
    const notice = this.querySelector<HTMLElement>('[data-restored]');
    if (notice) notice.hidden = !restored;
  }
}

customElements.define('draft-keeper', DraftKeeper);
