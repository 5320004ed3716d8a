// <quote-button for="reply" lead="@name:"><a href="?quote=7#reply">Quote</a></quote-button>: quotes without leaving the page.
//
// Takes what is selected in the post around it, else all of its text, and puts it as a Markdown quote into the text field
// named by `for`; `lead` stands in front, in the reader's language.
import { Island, type TextControl } from './support/island.ts';

function selected_in(text: Element): string {
  const selection = getSelection();
  const inside = selection?.anchorNode && text.contains(selection.anchorNode) && text.contains(selection.focusNode);
  return inside ? selection.toString().trim() : '';
}

class QuoteButton extends Island {
  protected override start(signal: AbortSignal): void {
    // A press must not take the selection away before it is read.
    this.addEventListener('pointerdown', (event) => event.preventDefault(), { signal });
    this.addEventListener('click', (event) => this.quote(event), { signal });
  }

  private quote(event: MouseEvent): void {
    const field = this.named<TextControl>('for');
    const text = this.closest('.post')?.querySelector<HTMLElement>('.prose');
    if (!field || !text || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const words = selected_in(text) || text.innerText.trim();
    const lines = [this.getAttribute('lead') ?? '', ...words.split('\n')].filter((line, index) => index > 0 || line);
    const quote = `${lines.map((line) => `> ${line}`.trimEnd()).join('\n')}\n\n`;
    field.focus();
    field.setRangeText(this.separated(field) + quote, field.selectionEnd ?? 0, field.selectionEnd ?? 0, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.scrollIntoView({ block: 'center' });
  }

  // A quote starts a paragraph of its own.
  private separated(field: TextControl): string {
    const before = field.value.slice(0, field.selectionEnd ?? 0);
    return before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  }
}

customElements.define('quote-button', QuoteButton);
