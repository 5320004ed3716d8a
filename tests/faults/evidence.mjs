// What the tables say about the deeds of members: everything answered is there, once, and nothing is half done.
import assert from 'node:assert/strict';

// Each counts what must not be.
const halves = {
  'posts without participation': `select count(*) from post where floor > 1 and not exists (select 1 from participation deed
     where deed.person_id = author_id and deed.verb = 'post' and deed.object_id = post.id)`,
  'participation without posts': `select count(*) from participation where verb = 'post' and not exists (select 1 from post where post.id = object_id)`,
  'topics that count wrongly': 'select count(*) from topic where post_count <> (select count(*) from post where topic_id = topic.id)',
  'reports without participation': `select count(*) from report where not exists (select 1 from participation deed
     where deed.person_id = report.person_id and deed.verb = 'report' and deed.object_id = report.id)`,
  'participation without reports': `select count(*) from participation where verb = 'report' and not exists (select 1 from report where report.id = object_id)`,
  'reports that search does not know': 'select count(*) from report where not exists (select 1 from search_document where search_document.id = report.id)',
  'supports that the log tells otherwise': `select count(*) from support where
     (case when withdrawn_at is null then 1 else 0 end) <> (select coalesce(sum(case when reverses is null then 1 else -1 end), 0)
     from participation deed where deed.person_id = support.person_id and deed.verb = 'support' and deed.object_id = home_id)`,
  'demands that count wrongly': `select count(*) from demand where people <> (select count(distinct person_id) from
     (select person_id from support where demand_id = demand.id and withdrawn_at is null
      union all select person_id from report where demand_id = demand.id) asking)`,
};

export function check_nothing_is_half_done(house) {
  const found = house.rows(Object.entries(halves).map(([name, sql]) => `select '${name}' as name, (${sql}) as count`).join(' union all '));
  assert.deepEqual(found.filter(({ count }) => Number(count) !== 0), []);
}

const words = `select markdown as key from post where floor > 1 union all select text as key from report where source = 'site'`;

// Every deed that was answered has its row, no deed has two, and nothing is there that nobody did.
export function check_deeds(house, members) {
  const deeds = members.flatMap((member) => member.deeds);
  const stored = house.rows(words).map(({ key }) => key);
  assert.equal(new Set(stored).size, stored.length, 'some words are there twice');
  const known = new Set(deeds.map(({ key }) => key));
  assert.deepEqual(stored.filter((key) => !known.has(key)), [], 'words that nobody sent');
  const there = new Set(stored);
  const answered = deeds.filter(({ answer }) => answer !== undefined);
  const lost = answered.filter(({ kind, key }) => kind !== 'support' && !there.has(key));
  assert.deepEqual(lost, [], 'answered, and gone');
  const unknown = deeds.length - answered.length;
  const supports = count(answered, 'support');
  const [{ rows, keys }] = house.rows(`select (select count(*) from participation where verb = 'support') as rows,
     (select count(*) from submission) as keys`);
  assert.ok(rows >= supports && rows <= supports + unknown, `${rows} supports and withdrawals in the log, ${supports} were answered`);
  assert.ok(keys >= answered.length && keys <= deeds.length, `${keys} one-time keys, ${answered.length} answers`);
}

const count = (deeds, kind) => deeds.filter((deed) => deed.kind === kind).length;
