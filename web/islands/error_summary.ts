// <error-summary tabindex="-1">: what is wrong with a form takes the focus, so that it is heard and seen first.
//
// Each link to a field begins with that field's own label; the sentence alone does not say which field it is about.
import { Island } from './support/island.ts';

function label_of(field: Element | null): string {
  const label = field?.matches('fieldset') ? field.querySelector('legend') : (field as HTMLInputElement | null)?.labels?.[0];
  // Only the label's own words, without the mark of a needed field.
  return label?.firstChild?.textContent?.trim() ?? '';
}

class ErrorSummary extends Island {
  protected override start(): void {
    for (const link of this.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')) {
      const words = label_of(document.getElementById(decodeURIComponent(link.hash.slice(1))));
      if (!words || link.querySelector('b')) continue;
      const label = document.createElement('b');
      label.textContent = words;
      link.prepend(label, ' ');
    }
    this.focus();
  }
}

customElements.define('error-summary', ErrorSummary);
