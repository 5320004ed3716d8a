// <markdown-preview>: shows beside the text what its button would show on a page of its own.
//
// Inside stand a submit button with formaction="/preview" formtarget="_blank" formnovalidate, which is all that is needed
// without this, and <div data-shown hidden tabindex="-1"> for the answer's element marked data-part="preview".
import { fetch_part, Island } from './support/island.ts';

class MarkdownPreview extends Island {
  protected override start(signal: AbortSignal): void {
    const button = this.querySelector<HTMLButtonElement>('button[formaction]');
    button?.addEventListener(
      'click',
      (event) => {
        event.preventDefault();
        void this.show(button);
      },
      { signal },
    );
  }

  private async show(button: HTMLButtonElement): Promise<void> {
    const shown = this.querySelector<HTMLElement>('[data-shown]');
    if (!button.form || !shown || button.hasAttribute('aria-busy')) return;
    button.setAttribute('aria-busy', 'true');
    try {
      const texts = [...new FormData(button.form)].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
      const request = { method: 'POST', body: new URLSearchParams(texts) };
      shown.replaceChildren(...(await fetch_part('preview', button.formAction, request)));
      shown.hidden = false;
      shown.focus();
    } catch {
      // The page of its own says what is wrong, in the reader's language.
      button.form.requestSubmit(button);
    } finally {
      button.removeAttribute('aria-busy');
    }
  }
}

customElements.define('markdown-preview', MarkdownPreview);
