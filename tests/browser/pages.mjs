// Every page and who looks at it; a route of the site that shows a page and is not here fails every_page.test.mjs.
export const pages = [
  { path: '/', as: ['visitor', 'member', 'staff', 'admin'] },
  { path: '/api', as: ['visitor'] },
];
