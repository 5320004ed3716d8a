// <completeness-meter>: how complete the form around it is, and what would still help, while it is being filled in.
//
// The rule, which the server follows too: every element with data-weight counts its weight when it is filled; the score is
// floor(100 × filled weight ÷ all weight). A text is filled from data-enough characters on (1 if absent), a choice when
// one is made, an upload when a file is chosen; an element around several controls when one of them is filled.
// Inside stand <meter>, <output>, and hints <li data-for="id"> for the elements with those ids.
import { count_characters, Island, is_text_control } from './support/island.ts';

const weighted = '[data-weight]';

function is_filled(element: Element, enough: number): boolean {
  if (is_text_control(element)) return count_characters(element.value) >= enough;
  if (element instanceof HTMLInputElement) {
    const chosen = element.type === 'checkbox' || element.type === 'radio';
    return chosen ? element.checked : element.value !== '';
  }
  if (element instanceof HTMLSelectElement) return element.value !== '';
  return [...element.querySelectorAll('input, select, textarea')].some((control) => is_filled(control, enough));
}

class CompletenessMeter extends Island {
  protected override start(signal: AbortSignal): void {
    const form = this.closest('form');
    if (!form) return;
    const measure = () => this.measure(form);
    form.addEventListener('input', measure, { signal });
    form.addEventListener('change', measure, { signal });
    // What the browser or a kept draft fills in comes after this element.
    queueMicrotask(measure);
  }

  private measure(form: HTMLFormElement): void {
    let all = 0;
    let have = 0;
    for (const element of form.querySelectorAll<HTMLElement>(weighted)) {
      const weight = Number(element.dataset['weight']);
      const filled = is_filled(element, Number(element.dataset['enough'] ?? 1));
      all += weight;
      if (filled) have += weight;
      const hint = this.querySelector<HTMLElement>(`li[data-for="${CSS.escape(element.id)}"]`);
      if (hint) hint.hidden = filled;
    }
    this.show(all === 0 ? 0 : Math.floor((100 * have) / all));
  }

  private show(score: number): void {
    const meter = this.querySelector('meter');
    const output = this.querySelector('output');
    if (meter) meter.value = score;
    // Written only when it changes: an output is read out each time it is.
    if (output && output.textContent !== String(score)) output.textContent = String(score);
  }
}

customElements.define('completeness-meter', CompletenessMeter);
