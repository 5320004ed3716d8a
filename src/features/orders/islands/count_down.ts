// <count-down data-server data-until data-reveals>: the time that is left, by the server's clock; then it shows what was hidden
// until then. Without a script the time stands there as the server wrote it.
import { Island } from '../../../../web/islands/support/island.ts';

const second = 1000; // milliseconds

function clock(left: number): string {
  const seconds = Math.max(0, Math.ceil(left / second));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours, minutes, rest] = parts.map((part) => String(part).padStart(2, '0'));
  return parts[0] ? `${hours}:${minutes}:${rest}` : `${minutes}:${rest}`;
}

class CountDown extends Island {
  private ahead_ = 0;

  protected override start(signal: AbortSignal): void {
    const server = Date.parse(this.dataset.server ?? '');
    if (!Number.isNaN(server)) this.ahead_ = server - Date.now();
    this.hide(true);
    const ticking = window.setInterval(() => this.tell(ticking), second);
    signal.addEventListener('abort', () => window.clearInterval(ticking));
    this.tell(ticking);
  }

  private left(): number {
    return Date.parse(this.dataset.until ?? '') - Date.now() - this.ahead_;
  }

  // Days ahead the date says enough.
  private tell(ticking: number): void {
    const left = this.left();
    const time = this.querySelector('time');
    if (time && left < 24 * 3600 * second) time.textContent = clock(left);
    if (left > 0) return;
    window.clearInterval(ticking);
    this.hide(false);
  }

  private hide(hidden: boolean): void {
    const id = this.dataset.reveals;
    const revealed = id && document.getElementById(id);
    if (revealed) revealed.hidden = hidden && this.left() > 0;
  }
}

customElements.define('count-down', CountDown);
