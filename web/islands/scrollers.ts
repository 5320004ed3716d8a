// Tables and code that people wrote and that are wider than the page can be scrolled with the keyboard.
const wide = '.prose pre, .prose table';

function let_focus(): void {
  for (const element of document.querySelectorAll<HTMLElement>(wide)) {
    if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
  }
}

let_focus();
document.addEventListener('htmx:load', let_focus);
addEventListener('resize', let_focus);
