// Every page and who looks at it; a route of the site that shows a page and is not here fails every_page.test.mjs.
// {path, link, as, status}: with a link (a regular expression), the first link on path's page that fits it is followed;
// the status is 200 where it is not given.
const everybody = ['visitor', 'member', 'staff', 'admin'];
const known = ['member', 'staff', 'admin'];
const studio = ['staff', 'admin'];

export const pages = [
  { path: '/', as: everybody },
  { path: '/api', as: ['visitor'] },
  { path: '/nothing/here', as: ['visitor', 'staff'], status: 404 },
  { path: '/settings', as: known },
  { path: '/settings', as: ['visitor'], status: 401 },
  { path: '/sign-up', as: ['visitor'] },
  { path: '/sign-in', as: ['visitor'] },
  { path: '/p/phone', as: everybody },
  { path: '/b', as: everybody },
  { path: '/b/living-room', as: everybody },
  { path: '/b/living-room/new', as: known },
  { path: '/t/1', as: everybody },
  { path: '/plan', as: everybody },
  { path: '/plan/changes', as: everybody },
  { path: '/studio', as: studio },
  { path: '/studio', as: ['member'], status: 403 },
  { path: '/studio?product=phone&view=table', as: ['staff'] },
  { path: '/studio/inbox', as: studio },
  { path: '/studio/inbox', link: '^/studio/reports/\\d+$', as: ['staff'] },
  { path: '/studio', link: '^/studio/demands/\\d+$', as: ['staff'] },
  { path: '/studio', link: '^/studio/demands/\\d+/people$', as: ['staff'] },
  { path: '/studio', link: '^/studio/demands/\\d+/merge$', as: ['staff'] },
  { path: '/studio/plan', as: studio },
  { path: '/studio/plan', link: '^/studio/plan/\\d+$', as: ['staff'] },
];

// "t-1", "studio-demands-people": for the picture's file and the test's name.
export const name_of = ({ path, link }) => (link ?? path).replace(/[^a-z0-9]+|\bd\b/g, ' ').trim().replace(/ +/g, '-') || 'home';

// Routes whose pages are not in the list above yet; one that is looked at by now must leave this list.
export const not_looked_at = [
  '/demands',
  '/demands/{product}/{number}',
  '/demands/{product}/{number}/people',
  '/demands/{product}/{number}/reports',
  '/first-run',
  '/is-it-this',
  '/media/new',
  '/reports/new',
  '/reports/{report}',
  '/search',
  '/studio/audit',
  '/studio/boards',
  '/studio/boards/{board}',
  '/studio/imports',
  '/studio/imports/{import}',
  '/studio/jobs',
  '/studio/people',
  '/studio/people/{person}',
  '/studio/products',
  '/studio/products/{product}',
  '/studio/settings',
  '/u/{name}',
];
