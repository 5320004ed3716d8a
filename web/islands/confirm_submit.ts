// <confirm-submit>: around a form's buttons; after the first press they wait, so that a second one does nothing.
//
// The form's submission_key makes a double submit one act on the server; this only shows that it is on its way.
import { Island } from './support/island.ts';

class ConfirmSubmit extends Island {
  protected override start(signal: AbortSignal): void {
    const form = this.closest('form') ?? this.querySelector('form');
    form?.addEventListener('submit', (event) => this.wait(event, form), { signal });
    form?.addEventListener('htmx:afterRequest', () => this.release(form), { signal });
    // Back from the page that followed: the browser may show this one as it was left.
    addEventListener('pageshow', (event) => event.persisted && form && this.release(form), { signal });
  }

  private buttons(): NodeListOf<HTMLButtonElement> {
    return this.querySelectorAll<HTMLButtonElement>('button:not([type="button"])');
  }

  private wait(event: SubmitEvent, form: HTMLFormElement): void {
    if (event.submitter?.hasAttribute('formtarget')) return;
    // Only once the browser has taken the form's values: those of a disabled button are not sent.
    setTimeout(() => {
      if (event.defaultPrevented && !form.classList.contains('htmx-request')) return;
      form.setAttribute('aria-busy', 'true');
      for (const button of this.buttons()) button.disabled = true;
    });
  }

  private release(form: HTMLFormElement): void {
    form.removeAttribute('aria-busy');
    for (const button of this.buttons()) button.disabled = false;
  }
}

customElements.define('confirm-submit', ConfirmSubmit);
