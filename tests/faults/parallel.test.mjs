// Pressing twice, from fifty hands at once: what a person does counts once, and the participation log has it once.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { databases } from '../harness/databases.mjs';
import { Crowd } from './crowd.mjs';
import { check_nothing_is_half_done } from './evidence.mjs';

const fifty = Array.from({ length: 50 }, (_, i) => i);

// How often each status was answered: {303: 49, 409: 1}.
function tally(answers) {
  const counts = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

const same = (values) => assert.equal(new Set(values).size, 1, [...new Set(values)].join(' | '));

for (const engine of ['sqlite', 'postgresql']) {
  const store = databases(engine);
  describe(engine, { skip: store ? false : 'CANYU_TEST_POSTGRESQL names no server' }, () => {
    let house;
    before(async () => { house = await new Crowd(store.fresh('parallel'), { name: `parallel-${engine}` }).open(); });
    after(() => house.server.stop());

    const supports_of = (person, demand) => house.value(`select count(*) from support where withdrawn_at is null and
      demand_id = ${demand} and person_id = (select id from person where name = '${person}')`);

    test('fifty supports with keys of their own are one', async () => {
      const demand = await house.demand('The camera is slow from the lock screen');
      const answers = await Promise.all(fifty.map((i) => house.post('ajie', `${demand.url}/support`, { why: `reason ${i}`, submission_key: `own-${i}` })));
      assert.deepEqual(tally(answers), { 303: 50 });
      assert.equal((await house.get(demand.url)).demand.people, 2);
      assert.equal(supports_of('ajie', demand.id), 1);
      assert.equal(house.deeds('ajie', 'support').rows, 1);
    });

    test('fifty supports with one key are one, and all get its answer', async () => {
      const demand = await house.demand('The alarm rings in the headphones');
      const answers = await Promise.all(fifty.map(() => house.post('ajie', `${demand.url}/support`, { why: '', submission_key: 'one key' })));
      assert.deepEqual(tally(answers), { 303: 50 });
      same(answers.map(({ headers }) => headers.get('Location')));
      same(answers.map(({ headers }) => /flash=([^;]*)/.exec(headers.get('Set-Cookie'))?.[1]));
      assert.equal(supports_of('ajie', demand.id), 1);
      assert.equal(house.deeds('ajie', 'support').rows, 2, 'this one and the one before');
      assert.equal(house.value("select count(*) from submission where submission_key = 'one key'"), 1);
    });

    test('a key that was used is nobody else\'s', async () => {
      const demand = await house.demand('The torch takes three taps');
      const answers = await Promise.all(fifty.map((i) => house.post(i % 2 ? 'ajie' : 'chunhua', `${demand.url}/support`, { why: '', submission_key: 'a shared key' })));
      assert.deepEqual(tally(answers), { 303: 25, 409: 25 });
      assert.equal((await house.get(demand.url)).demand.people, 2);
    });

    test('supports and withdrawals leave what the last of them says', async () => {
      const demand = await house.demand('The light is too bright at night');
      const before_them = house.deeds('dahai', 'support').stand;
      const answers = await Promise.all(fifty.map((i) => (i % 2 ? house.post('dahai', `${demand.url}/support`, { why: '' })
        : house.post('dahai', `${demand.url}/support`, { _method: 'DELETE' }))));
      assert.deepEqual(tally(answers), { 303: 50 });
      const stands = supports_of('dahai', demand.id);
      assert.equal(house.deeds('dahai', 'support').stand - before_them, stands);
      assert.equal((await house.get(demand.url)).demand.people, 1 + stands);
    });

    test('fifty times the same words with one key are one report', async () => {
      const answers = await Promise.all(fifty.map(() => house.post('chunhua', '/say', { product: 'phone', text: 'Said by a heavy hand', submission_key: 'say' })));
      assert.deepEqual(tally(answers), { 303: 50 });
      same(answers.map(({ headers }) => headers.get('Location')));
      assert.equal(house.value("select count(*) from report where text = 'Said by a heavy hand'"), 1);
      assert.equal(house.deeds('chunhua', 'report').rows, 1);
    });

    test('fifty posts get fifty floors, and one key one floor', async () => {
      const opened = await house.post('ajie', '/b/room/new', { title: 'Who is here?', markdown: 'I am.' });
      const topic = opened.headers.get('Location');
      const people = ['ajie', 'chunhua', 'dahai', 'xiaoman'];
      const answers = await Promise.all(fifty.flatMap((i) => [
        house.post(people[i % 4], `${topic}/posts`, { markdown: `post ${i}` }),
        house.post('dahai', `${topic}/posts`, { markdown: 'only once', submission_key: 'post' }),
      ]));
      assert.deepEqual(tally(answers), { 303: 100 });
      const floors = house.rows(`select floor from post where topic_id = (select id from topic where number = ${topic.split('/')[2]}) order by floor`);
      assert.deepEqual(floors.map(({ floor }) => Number(floor)), Array.from({ length: 52 }, (_, i) => i + 1));
      assert.equal(house.value("select count(*) from post where markdown = 'only once'"), 1);
    });

    test('fifty hands put a demand into the plan once', async () => {
      const demand = await house.demand('Parcels arrive open');
      const enter = (fields) => (i) => house.post(i % 2 ? 'laozhou' : 'guanjia', `/studio/plan/${demand.id}`, { horizon: 'week', ...fields(i) });
      assert.deepEqual(tally(await Promise.all(fifty.map(enter((i) => ({ submission_key: `plan-${i}` }))))), { 303: 1, 409: 49 });
      assert.equal(house.value(`select count(*) from plan_item where demand_id = ${demand.id}`), 1);
      assert.equal(house.value(`select count(*) from plan_change where demand_id = ${demand.id}`), 1);
      assert.equal(house.value(`select count(*) from demand_change where act = 'planned' and demand_id = ${demand.id}`), 1);
      assert.equal(house.value(`select count(*) from audit where act = 'plan.act_entered' and object_id = ${demand.id}`), 1);
    });

    test('fifty verdicts of one person are one, with whichever keys', async () => {
      const demand = await house.shipped('The widget forgets its place', ['ajie', 'chunhua', 'dahai']);
      const say = (fields) => house.post('ajie', `${demand.url}/verdict`, { works: 'yes', words: '', ...fields });
      assert.deepEqual(tally(await Promise.all(fifty.map((i) => say({ submission_key: `verdict-${i}` })))), { 303: 50 });
      assert.deepEqual(tally(await Promise.all(fifty.map(() => say({ submission_key: 'verdict' })))), { 303: 50 });
      assert.equal((await house.get(demand.url)).works_count, 1);
      assert.equal((await house.get(demand.url)).demand.stage, 'shipped', 'one person is not three');
      assert.equal(house.value(`select count(*) from verdict where demand_id = ${demand.id}`), 1);
      assert.equal(house.deeds('ajie', 'confirm').rows, 1);
    });

    test('somebody who says yes and no at once has one verdict, and the log tells it', async () => {
      const demand = await house.shipped('The clock loses a minute', ['ajie', 'chunhua', 'dahai']);
      const answers = await Promise.all(fifty.map((i) => house.post('dahai', `${demand.url}/verdict`, { works: i % 2 ? 'yes' : 'no', words: '' })));
      const { 303: taken = 0, 409: late = 0 } = tally(answers);
      assert.ok(taken >= 1 && taken + late === 50, JSON.stringify(tally(answers)));
      const standing = (verb) => house.deeds('dahai', verb).stand;
      const works = house.value(`select works from verdict where demand_id = ${demand.id}`);
      assert.deepEqual([standing('confirm'), standing('dispute')], works ? [1, 0] : [0, 1]);
      assert.ok(house.value(`select count(*) from demand_change where act = 'reopened' and demand_id = ${demand.id}`) <= 1);
    });

    test('merging while people ask for both loses nobody and counts nobody twice', async () => {
      const [from, into] = [await house.demand('The parcel came wet'), await house.demand('Parcels come in the rain')];
      const people = ['ajie', 'chunhua', 'dahai', 'laozhou', 'guanjia'];
      const merges = fifty.slice(0, 10).map((i) => house.post(i % 2 ? 'laozhou' : 'guanjia', `/studio/demands/${from.id}/merge`, { into: into.id }));
      const asks = people.flatMap((name) => [from, into, from, into].map(({ url }) => house.post(name, `${url}/support`, { why: '' })));
      assert.deepEqual(tally(await Promise.all(merges)), { 303: 1, 409: 9 });
      assert.deepEqual(tally(await Promise.all(asks)), { 303: 20 });
      assert.equal(house.asking(into), people.length + 1);
      assert.equal(house.asking(from), 0);
      assert.equal((await house.get(into.url)).demand.people, people.length + 1);
      const undone = await Promise.all([...fifty.slice(0, 10).map(() => house.post('laozhou', `/studio/demands/${from.id}/merge`, { _method: 'DELETE' })),
        ...people.map((name) => house.post(name, `${into.url}/support`, { why: 'again' }))]);
      assert.deepEqual(tally(undone), { 303: 6, 409: 9 });
      assert.equal(house.asking(from, into), people.length + 1);
      for (const demand of [from, into]) assert.equal((await house.get(demand.url)).demand.people, house.asking(demand));
    });

    test('two of the staff who merge, plan and ship one demand at once leave one story of it', async () => {
      for (let round = 0; round < 5; round += 1) {
        const [from, into] = [await house.demand(`Kettle ${round} whistles off key`), await house.demand(`Kettles whistle off key, ${round}`)];
        for (const { url } of [from, into]) await house.done('ajie', `${url}/support`, { why: '' });
        await house.done('guanjia', `/studio/plan/${into.id}`, { horizon: 'week' });
        const ship = (demand) => ['guanjia', `/studio/plan/${demand.id}/change`, { act: 'ship', reason: 'In the release of this week' }];
        const answers = await Promise.all(fifty.slice(0, 10).flatMap((i) => [
          house.post('laozhou', `/studio/demands/${from.id}/merge`, { into: into.id }),
          house.post('guanjia', `/studio/plan/${from.id}`, { horizon: 'week' }),
          house.post(i % 2 ? 'laozhou' : 'guanjia', ...ship(from).slice(1)),
          house.post(i % 2 ? 'guanjia' : 'laozhou', ...ship(into).slice(1)),
        ]));
        for (const { status, body } of answers) assert.ok([303, 404, 409].includes(status), body);
        const count = (table, condition, demand) => house.value(`select count(*) from ${table} where ${condition} and demand_id = ${demand.id}`);
        assert.equal(count('demand_change', "act = 'shipped'", into), 1, 'it shipped once');
        assert.equal(count('plan_change', "kind = 'shipped'", into), 1);
        const merged = count('demand_change', "act = 'merged'", from);
        assert.equal(merged + count('demand_change', "act = 'planned'", from), 1, 'merged away or planned, not both');
        assert.equal(count('plan_item', '1 = 1', from), 1 - merged);
        assert.equal((await house.get(into.url)).demand.people, 2);
        assert.equal(house.asking(into), 2, 'xiaoman and ajie, however it went');
      }
    });

    test('fifty people who want one name get it once', async () => {
      const answers = await Promise.all(fifty.map((i) => house.sign_up('one_name', i % 2 ? 'the password of the odd' : 'the password of the even')));
      const counts = tally(answers);
      assert.ok(counts[303] >= 1 && (counts[303] ?? 0) + (counts[422] ?? 0) + (counts[503] ?? 0) === 50, JSON.stringify(counts));
      assert.equal(house.value("select count(*) from person where name = 'one_name'"), 1);
      assert.equal(house.deeds('one_name', 'join').rows, 1);
      const sessions = "select count(*) from session where person_id = (select id from person where name = 'one_name')";
      assert.equal(house.value(sessions), counts[303], 'who was let in has the password');
      const odd = answers.filter((_, i) => i % 2).map(({ status }) => status);
      const even = answers.filter((_, i) => i % 2 === 0).map(({ status }) => status);
      assert.ok(!odd.includes(303) || !even.includes(303), 'two passwords open one door');
    });

    test('nothing is half done, and nothing went wrong inside', () => {
      check_nothing_is_half_done(house);
      house.check_log();
    });
  });
}
