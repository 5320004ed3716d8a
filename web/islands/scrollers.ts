// What is wider than the page: tables and code that people wrote can be scrolled with the keyboard, and the staff's strip
// of pages shows the present one, and the one that has the focus whole.
const wide = '.prose pre, .prose table';

function let_focus(): void {
  for (const element of document.querySelectorAll<HTMLElement>(wide)) {
    if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
  }
}

// Sideways only: the page itself may have been led to a place further down.
function show(strip: Element, link: Element | null): void {
  const [outer, inner] = [strip.getBoundingClientRect(), link?.getBoundingClientRect()];
  if (inner) strip.scrollLeft += Math.max(0, inner.right - outer.right) - Math.max(0, outer.left - inner.left);
}

let_focus();
document.addEventListener('htmx:load', let_focus);
addEventListener('resize', let_focus);

for (const strip of document.querySelectorAll('.side ul')) {
  show(strip, strip.querySelector('[aria-current]'));
  // A browser leaves alone what shows a pixel of itself.
  strip.addEventListener('focusin', (event) => show(strip, event.target as Element));
}
