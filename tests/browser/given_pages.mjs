// The pages of red packets, purses and gifts, for pages.mjs.
const readers = ['visitor', 'member'];
const known = ['member', 'staff', 'admin'];
const studio = ['staff', 'admin'];
const everybody = ['visitor', ...known];

const packet = '^/packets/\\d+$';
const gift = '^/gifts/\\d+$';
const payout = '^/studio/payouts/\\d+$';
export const given = [
  { path: '/packets', as: readers },
  { path: '/packets', follow: [[packet, '拍月亮']], as: everybody, name: 'packet' },
  { path: '/packets', follow: [[packet, '第 37 班']], as: readers, name: 'packet-opened' },
  { path: '/packets/new?topic=1', as: known },
  { path: '/packets/new?topic=1', fill: { words: '喂', money: '很多', hours: '99' }, as: ['member'], status: 422, name: 'packet-refused' },
  { path: '/me/purse', as: known },
  { path: '/me/purse', fill: { address: '家' }, as: ['member'], status: 422, name: 'purse-refused' },
  { path: '/studio/payouts', as: studio },
  { path: '/studio/payouts', follow: [payout], as: ['staff'], name: 'studio-payout' },
  { path: '/studio/payouts', follow: [payout], fill: { words: '' }, as: ['staff'], status: 422, name: 'studio-payout-refused' },
  { path: '/gifts', as: readers },
  { path: '/gifts', follow: [[gift, '马克杯']], as: everybody, name: 'gift' },
  { path: '/gifts', follow: [[gift, '年夜饭']], as: readers, name: 'gift-counting' },
  { path: '/studio/gifts', as: studio },
  { path: '/studio/gifts', fill: { title: '杯', about: '', thanks: '0' }, as: ['staff'], status: 422, name: 'studio-gifts-refused' },
];
