// Every page and its states, and who looks at them; a route of the site that shows a page and is not here fails
// every_page.test.mjs.
// {path, follow, fill, typed, shown, as, status, name}: from path's page, one link after the other is followed, the first
// whose address fits the regular expression (and which has the words: [expression, words]). With fill ({control: value}), the
// form with these controls is sent, past what the browser itself would refuse; what is typed only stays on the page,
// where a script then shows what is named. The status is 200 where it is not given.
import { given } from './given_pages.mjs';
const readers = ['visitor', 'member'];
const known = ['member', 'staff', 'admin'];
const studio = ['staff', 'admin'];
const everybody = ['visitor', ...known];

const demand = '^/demands/[a-z]+/\\d+$';
const report = '^/reports/\\d+$';
const studio_demand = '^/studio/demands/\\d+$';
const bus = '^/studio/releases/\\d+$';
const squad = '^/studio/squads/\\d+$';
const issue = '^/studio/issues/\\d+$';
const measure = '^/studio/measures/\\d+$';
const node = '^/studio/charter-nodes/\\d+$';
const long = (characters) => '长'.repeat(characters);

const doors = [
  { path: '/', as: everybody },
  { path: '/', fill: { text: '' }, as: ['member'], status: 422, name: 'home-refused' },
  { path: '/', fill: { text: '导航的时候来电话，路就看不见了' }, as: ['visitor'], name: 'sign-up-with-words' },
  { path: '/', fill: { text: '导航的时候来电话，路就看不见了' }, as: ['member'], name: 'report-just-said' },
  { path: '/', typed: { text: '锁屏打开相机慢' }, shown: 'main .suggestion', as: readers, name: 'home-is-it-this' },
  { path: '/api', as: ['visitor'] },
  { path: '/nothing/here', as: ['visitor', 'staff'], status: 404 },
  { path: '/settings', as: known },
  { path: '/settings', as: ['visitor'], status: 401 },
  { path: '/settings', fill: { display: long(41), about: long(201) }, as: ['member'], status: 422, name: 'settings-refused' },
  { path: '/settings', fill: { current_password: 'not this one', new_password: 'short' }, as: ['member'], status: 422, name: 'password-refused' },
  { path: '/sign-up', as: ['visitor'] },
  { path: '/sign-up', fill: { name: '小', password: 'short' }, as: ['visitor'], status: 422, name: 'sign-up-refused' },
  { path: '/sign-in', as: ['visitor'] },
  { path: '/sign-in', fill: { name: 'nobody_here', password: 'not this one' }, as: ['visitor'], status: 422, name: 'sign-in-refused' },
];

const demands = [
  { path: '/p/phone', as: readers },
  { path: '/demands', as: readers },
  { path: '/demands?product=phone&page=2', as: ['visitor'] },
  { path: '/demands?product=phone&stage=shipped&sort=most', as: ['visitor'] },
  { path: '/demands?product=phone&stage=decided', as: ['visitor'] },
  { path: '/demands', follow: [demand], as: readers, name: 'demand' },
  { path: '/demands?stage=decided', follow: [[demand, '把耳机孔加回来']], as: readers, name: 'demand-declined' },
  { path: '/demands?stage=decided', follow: [[demand, 'Glove mode']], as: ['member'], name: 'demand-deferred' },
  { path: '/demands?stage=decided', follow: [[demand, '寄修等太久']], as: ['member'], name: 'demand-redirected' },
  { path: '/demands?stage=making', follow: [demand], as: ['member'], name: 'demand-making' },
  { path: '/demands?stage=shipped', follow: [[demand, '翻桌面停下来图标会抖']], as: readers, name: 'demand-shipped' },
  { path: '/demands?stage=shipped', follow: [[demand, '翻桌面停下来图标会抖']], fill: { words: long(501) }, as: ['member'], status: 422, name: 'verdict-refused' },
  { path: '/demands', follow: [demand], fill: { why: long(501) }, as: ['member'], status: 422, name: 'why-refused' },
  { path: '/demands', follow: ['/people$'], as: readers, name: 'demand-people' },
  { path: '/demands?stage=decided', follow: ['/people$'], as: ['visitor'], name: 'demand-people-many' },
  { path: '/demands?stage=decided', follow: [[demand, '把耳机孔加回来'], '/reports$'], as: readers, name: 'demand-reports' },
];

const words = [
  { path: '/reports/new', as: readers },
  { path: '/reports/new?kind=wish', as: ['member'] },
  { path: '/reports/new?kind=experience', as: ['member'] },
  { path: '/reports/new?kind=service', as: ['member'] },
  { path: '/reports/new?kind=bug', fill: { title: '慢', steps: '点亮屏幕\n上滑' }, as: ['member'], status: 422, name: 'report-refused' },
  { path: '/u/oslo_moss', follow: [report], as: readers, name: 'report' },
  { path: '/u/lao_tan?page=2', follow: [[report, '没什么要提的']], as: ['visitor'], name: 'report-without-demand' },
  { path: '/search', as: readers },
  { path: '/search?q=锁屏', as: readers, name: 'search-hits' },
  { path: '/search?q=锁屏&kind=post', as: ['visitor'], name: 'search-posts' },
  { path: '/search?q=xyzzyplugh', as: readers, name: 'search-nothing' },
  { path: '/u/xiaoman', as: everybody },
  { path: '/u/xiaoman/log', as: readers },
  { path: '/u/xiaoman/log', follow: ['/log/[0-9]+$'], as: ['visitor'], name: 'deed' },
  { path: '/releases/phone/37', follow: ['/receipt$'], as: readers, name: 'receipt' },
  { path: '/me/data', as: ['member'] },
  { path: '/me/leave', as: ['member'] },
  { path: '/notices', as: ['member', 'admin'] },
  { path: '/notices/settings', as: ['member'] },
  { path: '/notices/settings', fill: { live_a_day: '500' }, as: ['member'], status: 422, name: 'notices-refused' },
  { path: '/notices/mail', as: ['member'] },
  { path: '/u/lao_tan?page=2', as: ['visitor'] },
  { path: '/u/chen_gong', as: ['visitor'] },
];

const talk = [
  { path: '/b', as: readers },
  { path: '/b/living-room', as: readers },
  { path: '/b/living-room?page=2', as: ['visitor'] },
  { path: '/b/living-room/new', as: known },
  { path: '/b/living-room/new', fill: { title: '', markdown: '' }, as: ['member'], status: 422, name: 'topic-refused' },
  { path: '/t/1', as: readers },
  { path: '/t/8?page=2', as: readers },
  { path: '/t/1', fill: { markdown: '' }, as: ['member'], status: 422, name: 'post-refused' },
  { path: '/media/new', as: ['member'] },
  { path: '/media/new', fill: { picture: 'tests/browser/pages.mjs' }, as: ['member'], status: 415, name: 'picture-refused' },
  { path: '/following', as: known },
  { path: '/waiting', as: everybody },
  { path: '/moderation', as: readers },
  { path: '/moderation', follow: ['^/moderation/\\d+$'], as: readers, name: 'moderation-case' },
  { path: '/t/1', follow: ['^/flags/post/\\d+$'], as: ['member'], name: 'flag' },
  { path: '/t/1', follow: ['^/flags/post/\\d+$'], fill: { words: long(301) }, as: ['member'], status: 422, name: 'flag-refused' },
  { path: '/trust', as: known },
  { path: '/plan', as: readers },
  { path: '/plan/changes', as: readers },
  { path: '/releases', as: readers },
  { path: '/releases?product=earbuds', as: ['visitor'] },
  { path: '/releases/phone/37', as: readers },
  { path: '/releases/phone/32', as: ['visitor'], name: 'release-skipped' },
  { path: '/releases/phone/37/experience', as: readers },
  { path: '/releases/phone/37/experience', fill: { sentence: long(141) }, as: ['member'], status: 422, name: 'experience-refused' },
  { path: '/releases/phone/36/experience', as: ['member'], name: 'experience-closed' },
  { path: '/popcorn', as: readers },
  { path: '/channels', as: readers },
  { path: '/releases/phone/37/channels', as: readers },
  { path: '/releases/phone/33/channels', as: ['visitor'], name: 'build-pulled-back' },
  { path: '/issues', as: readers },
  { path: '/issues', follow: [['^/issues/phone/\\d+$', '第 36 班']], as: readers, name: 'issue' },
  { path: '/issues', follow: [['^/issues/phone/\\d+$', '侧边键']], as: ['visitor'], name: 'issue-will-stay' },
  { path: '/measures', as: readers },
  { path: '/p/phone/charter', as: readers },
  { path: '/squads', as: readers },
  { path: '/squads?product=phone', as: ['visitor'] },
  { path: '/squads/phone/1', as: readers },
];

const code = '^/me/f-codes/\\d+$';
const earned = [
  { path: '/f-codes', as: readers },
  { path: '/me/f-codes', as: ['member'] },
  { path: '/me/f-codes', follow: [code], as: ['member'], name: 'f-code' },
  { path: '/me/f-codes', follow: [code], fill: { name: 'nobody_here' }, as: ['member'], status: 422, name: 'f-code-gift-refused' },
  { path: '/me/f-codes', follow: [code, '/gift/'], as: ['member'], name: 'f-code-gift' },
  { path: '/me/rights', as: known },
  { path: '/me/rights', fill: { evidence: '猫', link: 'shop' }, as: ['member'], status: 422, name: 'rights-refused' },
  { path: '/honours', as: readers },
  { path: '/honours', follow: ['^/honours/\\d+$'], as: readers, name: 'honours-title' },
  { path: '/studio/f-codes', as: studio },
  { path: '/studio/f-codes', fill: { name: '友', units: '0' }, as: ['staff'], status: 422, name: 'studio-f-codes-refused' },
  { path: '/studio/f-codes', follow: ['^/studio/f-codes/\\d+$'], as: studio, name: 'studio-f-code-batch' },
  { path: '/studio/f-codes', follow: ['^/studio/f-codes/\\d+$'], fill: { name: 'nobody_here', reason: '' }, as: ['staff'], status: 422, name: 'studio-f-code-refused' },
  { path: '/studio/rights', as: studio },
  { path: '/studio/rights', fill: { deeds: '0', days: '0' }, as: ['staff'], status: 422, name: 'studio-regulars-refused' },
  { path: '/studio/rights', follow: ['^/studio/rights/\\d+$'], as: studio, name: 'studio-vip' },
  { path: '/studio/rights', follow: ['^/studio/rights/\\d+$'], fill: { words: '' }, as: ['staff'], status: 422, name: 'studio-vip-refused' },
  { path: '/studio/honours', as: studio },
  { path: '/studio/honours', fill: { name_zh: '师', gives_benefit: '一百块' }, as: ['staff'], status: 422, name: 'studio-honours-refused' },
  { path: '/studio/honours', follow: ['^/studio/honours/\\d+$'], as: studio, name: 'studio-title' },
  { path: '/studio/honours', follow: ['^/studio/honours/\\d+$'], fill: { name_zh: '师' }, as: ['staff'], status: 422, name: 'studio-title-refused' },
];

const staff = [
  { path: '/studio', as: studio },
  { path: '/studio', as: ['member'], status: 403 },
  { path: '/studio?product=phone&view=table', as: ['staff'] },
  { path: '/studio/inbox', as: studio },
  { path: '/studio/inbox', follow: ['^/studio/reports/\\d+$'], as: ['staff'], name: 'studio-report' },
  { path: '/studio/inbox', follow: ['^/studio/reports/\\d+$'], fill: { reason: '' }, as: ['staff'], status: 422, name: 'studio-report-refused' },
  { path: '/demands', follow: [demand, studio_demand], as: ['staff'], name: 'studio-demand' },
  { path: '/demands?stage=making', follow: [[demand, '来电铃声忽大忽小'], studio_demand], as: ['staff'], name: 'studio-demand-making' },
  { path: '/demands?stage=making', follow: [[demand, '来电铃声忽大忽小'], studio_demand, [studio_demand, 'Ringtone jumps']], as: ['staff'], name: 'studio-demand-merged' },
  { path: '/demands?stage=decided', follow: [[demand, '把耳机孔加回来'], studio_demand], as: ['staff'], name: 'studio-demand-declined' },
  { path: '/demands', follow: [demand, studio_demand], fill: { standing: 'declined', reason: '' }, as: ['staff'], status: 422, name: 'studio-decision-refused' },
  { path: '/demands', follow: [demand, studio_demand], fill: { split_title: '' }, as: ['staff'], status: 422, name: 'studio-split-refused' },
  { path: '/studio', follow: ['^/studio/demands/\\d+/people$'], as: ['staff'], name: 'studio-people-of-demand' },
  { path: '/demands?sort=newest', follow: [[demand, '主题商店上架国风付费主题'], studio_demand, '/people\\?order=held$'], as: ['staff'], name: 'studio-people-held' },
  { path: '/studio', follow: ['^/studio/demands/\\d+/merge$'], as: ['staff'], name: 'studio-merge' },
  { path: '/studio/alike', as: studio },
  { path: '/studio/words', as: studio },
  { path: '/studio/words?product=earbuds', as: ['staff'], name: 'studio-words-quiet' },
  { path: '/studio/words', fill: { one: '头像', other: '头像' }, as: ['staff'], status: 422, name: 'studio-words-refused' },
  { path: '/studio/words', fill: { one: '4K', other: '2160P' }, as: ['staff'], name: 'studio-words-approved' },
  { path: '/studio/review', as: studio },
  { path: '/studio/review', follow: ['^/studio/review/\\d+$'], as: ['staff'], name: 'studio-case' },
  { path: '/studio/review', follow: ['^/studio/review/\\d+$'], fill: { reason: '' }, as: ['staff'], status: 422, name: 'studio-case-refused' },
  { path: '/studio/answers', as: studio },
  { path: '/studio/answers', fill: { person: 'nobody_here' }, as: ['staff'], status: 422, name: 'studio-answers-refused' },
  { path: '/studio/plan', as: studio },
  { path: '/studio/plan', follow: ['^/studio/plan/\\d+$'], as: ['staff'], name: 'studio-plan-item' },
  { path: '/demands?stage=planned', follow: [demand, studio_demand, '^/studio/plan/\\d+$'], fill: { horizon: 'quarter', reason: '' }, as: ['staff'], status: 422, name: 'studio-plan-refused' },
  { path: '/studio/receipts', as: ['staff'] },
  { path: '/studio/releases', as: studio },
  { path: '/studio/releases', follow: [bus], as: ['staff'], name: 'studio-release' },
  { path: '/studio/releases', follow: [bus], fill: { version: '' }, as: ['staff'], status: 422, name: 'studio-release-refused' },
  { path: '/studio/releases', follow: [bus, '^/studio/releases/\\d+/demands/\\d+$'], as: ['staff'], name: 'studio-release-get-off' },
  { path: '/studio/releases', follow: [bus, '/late$'], as: ['staff'], name: 'studio-release-late' },
  { path: '/studio/releases', follow: [bus, '/skip$'], fill: { reason: '' }, as: ['staff'], status: 422, name: 'studio-release-skip-refused' },
  { path: '/studio/releases', follow: ['/timetables/[a-z]+$'], as: ['staff'], name: 'studio-timetable' },
  { path: '/studio/releases', follow: ['/timetables/[a-z]+$'], fill: { time_zone: 'Asia/Nowhere' }, as: ['staff'], status: 422, name: 'studio-timetable-refused' },
  { path: '/studio/channels', as: studio },
  { path: '/studio/channels', follow: ['/promote$'], as: ['staff'], name: 'studio-promote' },
  { path: '/studio/channels', follow: ['/back$'], as: ['staff'], name: 'studio-pull-back' },
  { path: '/studio/channels', follow: ['/back$'], fill: { reason: '' }, as: ['staff'], status: 422, name: 'studio-pull-back-refused' },
  { path: '/studio/channels', follow: ['/rules/phone$'], as: ['staff'], name: 'studio-rules' },
  { path: '/studio/channels', follow: ['/rules/phone$'], fill: { weekly_no: '250' }, as: ['staff'], status: 422, name: 'studio-rules-refused' },
  { path: '/studio/issues', as: studio },
  { path: '/studio/issues', fill: { sentence: 'slo', demands: '999' }, as: ['staff'], status: 422, name: 'studio-issues-refused' },
  { path: '/studio/issues', follow: [issue], as: ['staff'], name: 'studio-issue' },
  { path: '/studio/issues', follow: [issue], fill: { state: 'fixed', fixed_in: '' }, as: ['staff'], status: 422, name: 'studio-issue-refused' },
  { path: '/studio/measures', as: studio },
  { path: '/studio/measures', fill: { name_zh: '慢', tolerance: '300' }, as: ['staff'], status: 422, name: 'studio-measures-refused' },
  { path: '/studio/measures', follow: [measure], as: ['staff'], name: 'studio-measure' },
  { path: '/studio/measures', follow: [measure], fill: { how: '' }, as: ['staff'], status: 422, name: 'studio-measure-refused' },
  { path: '/studio/measures', follow: [measure, '/signature$'], as: ['staff'], name: 'studio-signature' },
  { path: '/studio/measures', follow: [measure, '/back$'], fill: { reason: '' }, as: ['staff'], status: 422, name: 'studio-take-back-refused' },
  { path: '/studio/charters', as: studio },
  { path: '/studio/charters', fill: { name_zh: '段' }, as: ['staff'], status: 422, name: 'studio-charters-refused' },
  { path: '/studio/charters', follow: ['/charters/phone$'], as: ['staff'], name: 'studio-charter' },
  { path: '/studio/charters', follow: ['/charters/phone$'], fill: { reason: '' }, as: ['staff'], status: 422, name: 'studio-charter-refused' },
  { path: '/studio/charters', follow: ['/charters/phone$', '/nodes$'], as: ['staff'], name: 'studio-node-new' },
  { path: '/studio/charters', follow: ['/charters/phone$', node], fill: { reason: '' }, as: ['staff'], status: 422, name: 'studio-node-refused' },
  { path: '/studio/charters', follow: ['/charters/phone$', node, '/removal$'], as: ['staff'], name: 'studio-node-removal' },
  { path: '/studio/charters', follow: ['/flagship$'], as: ['staff'], name: 'studio-flagship' },
  { path: '/studio/charters', follow: ['/flagship$'], fill: { product: 'earbuds', reason: '' }, as: ['staff'], status: 422, name: 'studio-flagship-refused' },
  { path: '/studio/squads', as: studio },
  { path: '/studio/squads', fill: { product: 'phone', name_zh: '影', person: 'nobody_here' }, as: ['staff'], status: 422, name: 'studio-squads-refused' },
  { path: '/studio/squads', follow: [squad], as: studio, name: 'studio-squad' },
  { path: '/studio/squads', follow: [squad], fill: { title: '', reason: '' }, as: ['staff'], status: 422, name: 'studio-squad-refused' },
  { path: '/studio/squads', follow: [squad, '^/studio/squads/\\d+/demands/\\d+$'], as: ['staff'], name: 'studio-squad-hand-back' },
  { path: '/studio/squads', follow: [squad, '/dissolve$'], as: ['staff'], name: 'studio-squad-dissolve' },
  { path: '/studio/imports', as: studio },
  { path: '/studio/imports', fill: { product: 'phone' }, as: ['staff'], status: 422, name: 'studio-imports-refused' },
  { path: '/studio/audit', as: studio },
  { path: '/studio/audit?who=nobody_here', as: ['staff'] },
];

const order = '^/orders/\\d+$';
const studio_order = '^/studio/orders/\\d+$';
const studio_sale = '^/studio/sales/\\d+$';
const plan = { title: '周三早上', price: '1999', opens: '2099-03-04T10:00', closes: '2099-03-04T12:00', units_open: '20', units_code: '5', how_to_pay: '到店里付' };

const sales = [
  { path: '/sales', as: readers },
  { path: '/sales/1', as: readers, name: 'sale-over' },
  { path: '/sales/2', as: everybody, name: 'sale-now' },
  { path: '/sales/3', as: readers, name: 'sale-coming' },
  { path: '/sales/2', fill: { code: 'K7QM-4T2X-90AB-CDEF' }, as: ['staff'], status: 422, name: 'code-refused' },
  { path: '/sales/2/board', as: readers },
  { path: '/orders', as: ['member', 'staff'] },
  { path: '/orders', follow: [[order, '这一百副']], as: ['member'], name: 'order-held' },
  { path: '/orders', follow: [[order, '这一百副']], fill: { address: '家' }, as: ['member'], status: 422, name: 'address-refused' },
  { path: '/orders', follow: [[order, '第一批']], as: ['member'], name: 'order-delivered' },
  { path: '/orders', follow: [[order, '第一批']], fill: { good: '', bad: '' }, as: ['member'], status: 422, name: 'unboxing-refused' },
  { path: '/studio/sales', as: studio },
  { path: '/studio/sales/new', as: ['staff'] },
  { path: '/studio/sales/new', fill: { ...plan, title: '早', price: '很多' }, as: ['staff'], status: 422, name: 'studio-sale-refused' },
  { path: '/studio/sales/new', fill: plan, as: ['staff'], name: 'studio-sale-planned' },
  { path: '/studio/sales', follow: [[studio_sale, plan.title]], fill: { people: '0', seconds: '61' }, as: ['staff'], status: 422, name: 'studio-rehearsal-refused' },
  { path: '/studio/sales', follow: [[studio_sale, '这一百副']], as: ['staff'], name: 'studio-sale-room' },
  { path: '/studio/sales', follow: [[studio_sale, '这一百副']], fill: { act: 'stop', reason: '' }, as: ['staff'], status: 422, name: 'studio-room-refused' },
  { path: '/studio/sales', follow: [[studio_sale, '第一批']], as: ['staff'], name: 'studio-sale-over' },
  { path: '/studio/orders', as: studio },
  { path: '/studio/orders?number=7-7-7', as: ['staff'], name: 'studio-orders-none' },
  { path: '/studio/orders', follow: [studio_order], as: ['staff'], name: 'studio-order' },
  { path: '/studio/orders', follow: [studio_order], fill: { reference: '' }, as: ['staff'], status: 422, name: 'studio-payment-refused' },
  { path: '/studio/refunds', as: ['staff'] },
  { path: '/studio/payments', as: ['admin'] },
  { path: '/studio/payments', fill: { pay_url: '某处' }, as: ['admin'], status: 422, name: 'studio-payments-refused' },
];

const house = [
  { path: '/studio/people', as: ['admin'] },
  { path: '/studio/people?q=lao', as: ['admin'] },
  { path: '/studio/people', as: ['staff'], status: 403 },
  { path: '/studio/people', follow: ['^/studio/people/[a-z_]+$'], as: ['admin'], name: 'studio-person' },
  { path: '/studio/products', as: ['admin'] },
  { path: '/studio/products', fill: { slug: 'My Phone', name_zh: '', capacity: '0' }, as: ['admin'], status: 422, name: 'studio-products-refused' },
  { path: '/studio/products', follow: ['^/studio/products/[a-z]+$'], as: ['admin'], name: 'studio-product' },
  { path: '/studio/boards', as: ['admin'] },
  { path: '/studio/boards', fill: { slug: 'My Board', name_zh: '' }, as: ['admin'], status: 422, name: 'studio-boards-refused' },
  { path: '/studio/boards', follow: ['^/studio/boards/[a-z-]+$'], as: ['admin'], name: 'studio-board' },
  { path: '/studio/settings', as: ['admin'] },
  { path: '/studio/settings', fill: { community_name: '' }, as: ['admin'], status: 422, name: 'studio-settings-refused' },
  { path: '/studio/jobs', as: ['admin'] },
];

export const pages = [...doors, ...demands, ...words, ...talk, ...earned, ...staff, ...sales, ...given, ...house];

// Of who wants mail: the form, refused and sent; then what the links in the letter lead to.
export const mail = [
  { path: '/notices/mail', fill: { address: 'mei at home' }, status: 422, name: 'mail-refused' },
  { path: '/notices/mail', fill: { address: 'mei@mail.example', rhythm: 'weekly' }, name: 'mail-asked' },
];
export const behind = ({ link, stop }) => [{ path: link, name: 'mail-confirm' }, { path: stop, name: 'mail-stop' }];

// Of a community that begins: first its door, then the form that opens it, then what its keeper finds inside.
const first_words = { community_name: '茶馆 Tea house', product_name: '茶壶 Pot', product_slug: 'pot', name: 'keeper', password: 'a quiet morning with tea' };
export const beginning = (token) => [
  { path: '/first-run', status: 403, name: 'first-run-closed' },
  { path: `/first-run?token=${token}`, name: 'first-run' },
  { path: `/first-run?token=${token}`, fill: { ...first_words, product_slug: 'P!', name: '壶', password: 'short' }, status: 422, name: 'first-run-refused' },
  { path: `/first-run?token=${token}`, fill: first_words, name: 'first-run-done' },
  ...['/', '/demands', '/plan', '/plan/changes', '/b', '/p/pot', '/u/keeper', '/search?q=茶', '/studio', '/studio?view=table', '/studio/inbox', '/studio/words',
    '/studio/plan', '/squads', '/studio/squads', '/releases', '/popcorn', '/studio/releases', '/studio/imports', '/studio/audit', '/studio/boards'].map((path) => ({ path })),
  { path: '/studio/imports', fill: { file: 'src/features/imports/scenarios/reports.jsonl', product: 'pot' }, name: 'studio-import' },
  { path: '/studio/imports', follow: ['^/studio/imports/\\d+$'], name: 'studio-import-later' }, { path: '/studio/imports' },
];

// "t-1", "studio-demands-people": for the picture's file and the test's name.
export const name_of = ({ path, name }) => name ?? (path.replace(/[^a-z0-9]+/g, ' ').trim().replace(/ +/g, '-') || 'home');
