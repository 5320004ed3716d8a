// htmx, set up for our content security policy: no eval, no injected styles, no copies of pages in the browser's storage.
import htmx from 'htmx.org';

htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.historyCacheSize = 0;
htmx.config.refreshOnHistoryMiss = true;
htmx.config.responseHandling = [
  { code: '204', swap: false },
  { code: '[23]..', swap: true },
  // A form that was refused comes back with its sentences.
  { code: '422', swap: true },
  { code: '[45]..', swap: false, error: true },
];
