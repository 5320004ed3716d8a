// <error-summary tabindex="-1">: what is wrong with a form takes the focus, so that it is heard and seen first.
import { Island } from './support/island.ts';

class ErrorSummary extends Island {
  protected override start(): void {
    this.focus();
  }
}

customElements.define('error-summary', ErrorSummary);
