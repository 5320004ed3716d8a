// <notice-bell data-one data-many data-close>: keeps the number on the bell true while the page is open, and shows what was
// just told. Listens only while the page can be seen, so that many open tabs cost the browser and the server one stream.
import { Island } from '../../../../web/islands/support/island.ts';

interface Ring {
  unread: number;
  pops_up: boolean;
  words: string;
  url: string;
}

class NoticeBell extends Island {
  private source_: EventSource | null = null;

  protected override start(signal: AbortSignal): void {
    document.addEventListener('visibilitychange', () => this.listen(), { signal });
    // A page kept for "back" must not keep its stream.
    window.addEventListener('pagehide', () => this.close(), { signal });
    window.addEventListener('pageshow', () => this.listen(), { signal });
    signal.addEventListener('abort', () => this.close());
    this.listen();
  }

  private listen(): void {
    if (document.visibilityState !== 'visible') return this.close();
    if (this.source_) return;
    this.source_ = new EventSource('/notices/stream');
    this.source_.addEventListener('unread', (event) => this.count(Number(event.data)));
    this.source_.addEventListener('notice', (event) => this.ring(JSON.parse(event.data) as Ring));
  }

  private close(): void {
    this.source_?.close();
    this.source_ = null;
  }

  private count(unread: number): void {
    const count = this.querySelector<HTMLElement>('.count');
    if (!count) return;
    count.hidden = unread === 0;
    const number = count.querySelector('.number');
    if (number) number.textContent = new Intl.NumberFormat(document.documentElement.lang).format(unread);
  }

  private ring(ring: Ring): void {
    this.count(ring.unread);
    if (ring.pops_up) this.pop_up(ring);
  }

  // The region is there before its words, so that a screen reader says them.
  private pop_up(ring: Ring): void {
    let region = document.querySelector<HTMLElement>('.pop-up');
    if (!region) {
      region = document.createElement('div');
      region.className = 'pop-up';
      region.setAttribute('role', 'status');
      document.body.append(region);
    }
    const link = document.createElement('a');
    link.href = ring.url;
    link.textContent = ring.words;
    const close = document.createElement('button');
    close.className = 'btn small quiet';
    close.textContent = this.dataset.close ?? '×';
    close.addEventListener('click', () => region.replaceChildren());
    region.replaceChildren(link, close);
  }
}

customElements.define('notice-bell', NoticeBell);
