// <claim-tap>: around the form of one tap. Asks again by itself when the server says when, with the same key, so that however
// often it asks it is one claim; shows meanwhile what is marked data-waiting. Without a script the form is sent once.
import { Island } from '../../../../web/islands/support/island.ts';

interface ClaimAnswer {
  outcome: string;
  location: string;
  ask_again: number;
}

const patience = 1000; // milliseconds until the next try when the server cannot be reached

// Not everybody at once, when many were told the same moment.
const scatter = (milliseconds: number): number => milliseconds * (1 + Math.random() / 10);

class ClaimTap extends Island {
  private next_ = 0;

  protected override start(signal: AbortSignal): void {
    const form = this.querySelector('form');
    form?.addEventListener(
      'submit',
      (event) => {
        event.preventDefault();
        this.wait(form, true);
        void this.ask(form, signal);
      },
      { signal },
    );
    signal.addEventListener('abort', () => window.clearTimeout(this.next_));
  }

  private async ask(form: HTMLFormElement, signal: AbortSignal): Promise<void> {
    try {
      const fields = new URLSearchParams();
      for (const [name, value] of new FormData(form)) fields.set(name, String(value));
      const answer = await fetch(form.action, {
        method: 'POST',
        body: fields,
        headers: { Accept: 'application/json' },
        signal,
      });
      this.hear((await answer.json()) as ClaimAnswer, form, signal);
    } catch {
      if (!signal.aborted) this.ask_later(patience, form, signal);
    }
  }

  private hear(answer: ClaimAnswer, form: HTMLFormElement, signal: AbortSignal): void {
    if (answer.ask_again > 0) this.ask_later(answer.ask_again, form, signal);
    else location.assign(answer.location);
  }

  private ask_later(milliseconds: number, form: HTMLFormElement, signal: AbortSignal): void {
    this.next_ = window.setTimeout(() => void this.ask(form, signal), scatter(milliseconds));
  }

  private wait(form: HTMLFormElement, waits: boolean): void {
    form.toggleAttribute('aria-busy', waits);
    for (const button of form.querySelectorAll('button')) button.disabled = waits;
    for (const told of this.querySelectorAll<HTMLElement>('[data-waiting]')) told.hidden = !waits;
  }
}

customElements.define('claim-tap', ClaimTap);
