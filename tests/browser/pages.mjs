// Every page and who looks at it; a route of the site that shows a page and is not here fails every_page.test.mjs.
// {path, as, status}: the status is 200 where it is not given.
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
  { path: '/studio/plan', as: studio },
  { path: '/studio/plan', as: ['member'], status: 403 },
];
