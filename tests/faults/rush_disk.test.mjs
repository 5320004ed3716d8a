// A disk that fills up in the middle of a rush: nobody hears what is not kept, the sale stands still and goes on by itself.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import path from 'node:path';
import { sleep } from '../harness/server.mjs';
import { Buyers } from './buyers.mjs';
import { seeded } from './house.mjs';
import { check_journal, check_sale } from './rush_evidence.mjs';
import { Shop } from './shop.mjs';
import { small_disk } from './small_disk.mjs';

const seed = Number(process.env.CANYU_FAULT_SEED ?? Date.now() % 2 ** 32);
const random = seeded(seed);
console.log(`CANYU_FAULT_SEED=${seed} node tests/faults/rush_disk.test.mjs repeats this run's choices`);

const rounds = process.env.CANYU_DEEP ? 30 : 3;
const units = 3_000;
const disk = small_disk(48);
const ours = /"event":"(journal\.failed|allotments\.\w+|database_commit_failed|request\.unavailable|jobs_paused|repeated_work_failed)"/;

async function until(what, holds) {
  for (const begun = Date.now(); !holds(); await sleep(5)) assert.ok(Date.now() - begun < 60_000, `never: ${what}`);
}

describe('a disk that fills up in a rush', { skip: !disk.mounted && 'this needs to mount a small disk' }, () => {
  let shop;
  before(async () => {
    shop = await new Shop(`sqlite:${path.join(disk.folder, 'rush.sqlite')}`, { name: 'rush-disk', environment: { TMPDIR: disk.folder } }).open();
  });
  afterEach(disk.make_room);
  after(() => shop.close());

  test('what was acknowledged is kept, whoever else asks hears so and gets theirs later', async (t) => {
    let kept = 0;
    for (let round = 0; round < rounds; round += 1) {
      const buyers = await Buyers.of(shop, await shop.sell(units), Math.floor(units * 1.2), random);
      let over = false;
      const working = buyers.work(() => !over);
      await Promise.race([working, until('an answer', () => buyers.begun())]);
      await sleep(random() * 100);
      disk.fill();
      await Promise.race([working, until('many are turned away', () => buyers.turned_away > 100)]);
      disk.fill(); // what was left inside of the files
      const before_standstill = buyers.granted().length;
      const { turned_away } = buyers;
      await Promise.race([working, until('nobody else is served', () => buyers.turned_away > turned_away + 100)]);
      assert.equal(buyers.granted().length, before_standstill, 'it stands still while nothing can be kept');
      kept += check_journal(shop, buyers).claims.size;
      const page = await shop.member.send('GET', `/sales/${buyers.sale.number}?claimed=${buyers.open.find((ask) => ask.turned_away).turned_away}`,
        [['Accept', 'text/html'], ['Accept-Language', 'en']]);
      assert.match(page.body, /role="alert">[^<]{20,}\.</, 'and the page says it in a sentence');
      disk.make_room();
      over = true;
      await working;
      await buyers.finish();
      await buyers.take_the_rest();
      await buyers.repeat(20);
      const model = await check_sale(shop, buyers);
      assert.equal(model.channels[0].free.size, 0, 'sold to the last unit');
    }
    t.diagnostic(`${kept} kept before the disk was full, in ${rounds} rounds`);
    shop.check_log(ours);
  });

  test('killed while the disk is full it comes back with what it said', async () => {
    const buyers = await Buyers.of(shop, await shop.sell(units), units, random);
    const working = buyers.work();
    await Promise.race([working, until('an answer', () => buyers.begun())]);
    disk.fill();
    await Promise.race([working, until('many are turned away', () => buyers.turned_away > 100)]);
    await shop.server.kill();
    await working;
    check_journal(shop, buyers);
    disk.make_room();
    await shop.start();
    await buyers.finish();
    const model = await check_sale(shop, buyers);
    assert.equal(model.channels[0].free.size, 0, 'sold to the last unit');
    shop.check_log();
    await shop.server.stop();
  });
});
