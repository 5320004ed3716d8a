// <relative-time><time datetime="…">14 minutes ago</time></relative-time>: keeps the server's words true while the page is open.
import { Island } from './support/island.ts';

const minute = 60_000; // milliseconds
const hour = 60 * minute;
const day = 24 * hour;
// From here on the server says the date, which stays true.
const longest = 30 * day;

const shown = new Set<RelativeTime>();
let ticking = 0;

function words(difference: number, language: string): string | null {
  const length = Math.abs(difference);
  if (length < minute || length >= longest) return null;
  const [size, unit] =
    length >= day ? ([day, 'day'] as const) : length >= hour ? ([hour, 'hour'] as const) : ([minute, 'minute'] as const);
  const count = Math.trunc(difference / size);
  const parts = new Intl.RelativeTimeFormat(language, { numeric: 'always' }).formatToParts(count, unit);
  // A space between number and words in Chinese too, as in the server's.
  return parts.map((part) => part.value.trim()).join(' ');
}

class RelativeTime extends Island {
  protected override start(signal: AbortSignal): void {
    shown.add(this);
    signal.addEventListener('abort', () => shown.delete(this));
    ticking ||= window.setInterval(() => shown.forEach((element) => element.tell()), minute);
  }

  tell(): void {
    const time = this.querySelector('time');
    const at = Date.parse(time?.dateTime ?? '');
    const said = Number.isNaN(at) ? null : words(at - Date.now(), document.documentElement.lang);
    if (time && said) time.textContent = said;
  }
}

customElements.define('relative-time', RelativeTime);
