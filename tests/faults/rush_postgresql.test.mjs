// A rush on PostgreSQL, which is killed meanwhile, also between commit and answer; and a leader that stands still while another one leads.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { checkout, sleep, start_server, temporary_directory } from '../harness/server.mjs';
import { Between } from './between.mjs';
import { Buyers } from './buyers.mjs';
import { seeded } from './house.mjs';
import { check_journal, check_sale } from './rush_evidence.mjs';
import { Shop } from './shop.mjs';

const seed = Number(process.env.CANYU_FAULT_SEED ?? Date.now() % 2 ** 32);
const random = seeded(seed);
console.log(`CANYU_FAULT_SEED=${seed} node tests/faults/rush_postgresql.test.mjs repeats this run's choices`);

const rounds = process.env.CANYU_DEEP ? 20 : 2; // of each kind of death
const units = 1_500;
const longest_load = 200; // milliseconds
const ours = /"event":"(journal\.failed|allotments\.\w+|database_commit_failed|request\.unavailable|jobs_paused|repeated_work_failed)"/;

async function until(what, holds) {
  for (const begun = Date.now(); !(await holds()); await sleep(5)) assert.ok(Date.now() - begun < 60_000, `never: ${what}`);
}

describe('a rush on PostgreSQL', { skip: !process.env.CANYU_TEST_POSTGRESQL && 'CANYU_TEST_POSTGRESQL names no server' }, () => {
  const directory = path.join(temporary_directory(), 'postgresql');
  const tool = (action) => execFileSync(path.join(checkout, 'tools/postgresql'), [action, directory], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  const postmaster = () => Number(fs.readFileSync(path.join(directory, 'data/postmaster.pid'), 'utf8').split('\n')[0]);
  let between;
  let shop;
  before(async () => {
    execFileSync('chmod', ['a+rx', path.dirname(directory)]); // for the user that PostgreSQL runs as
    const database = tool('start');
    between = new Between(database);
    await between.open();
    shop = await new Shop(database, { name: 'rush-postgresql', served: between.url }).open();
  });
  after(async () => {
    await shop?.close();
    await between?.close();
    tool('stop');
  });

  // It starts again once its other processes have seen that it is gone.
  async function start_again() {
    await until('PostgreSQL starts again', () => {
      try {
        tool('start');
        execFileSync('psql', ['--no-psqlrc', '--command', 'select 1', shop.database], { stdio: 'ignore' });
        return true;
      } catch {
        return false;
      }
    });
  }

  const backend_of_the_journal = () => Number(shop.rows("select pid from pg_stat_activity where query like 'insert into journal%' order by state_change desc limit 1")[0].pid);
  const unheard_of = []; // claims that were kept and not answered, in each round
  // What happens to PostgreSQL in the middle of a rush.
  const deaths = {
    async 'the whole of it is killed'() {
      process.kill(postmaster(), 'SIGKILL');
      await start_again();
    },
    async 'the process that keeps the journal is killed'({ backend }) {
      process.kill(backend, 'SIGKILL');
    },
    async 'it is killed between commit and answer'({ buyers }) {
      await between.lose_answers();
      await sleep(200);
      const unheard = check_journal(shop, buyers).claims.size - buyers.granted().length;
      assert.ok(unheard > 0, 'something is kept of which nobody heard');
      unheard_of.push(unheard);
      process.kill(postmaster(), 'SIGKILL');
      await between.cut();
      await start_again();
    },
  };

  for (const [name, die] of Object.entries(deaths)) {
    test(name, async (t) => {
      for (let round = 0; round < rounds; round += 1) {
        const buyers = await Buyers.of(shop, await shop.sell(units), Math.floor(units * 1.2), random);
        let over = false;
        const [first] = await buyers.add_strangers(1);
        buyers.open = [first, ...buyers.open.filter((ask) => ask !== first)];
        await buyers.work(() => buyers.open[0] === first, { lines: 1 });
        const backend = backend_of_the_journal();
        const working = buyers.work(() => !over);
        await sleep(random() * longest_load);
        await die({ backend, buyers });
        await Promise.race([working, until('an answer again', () => {
          const granted = buyers.granted().length;
          return sleep(50).then(() => buyers.granted().length > granted);
        })]);
        over = true;
        await working;
        await buyers.finish();
        await buyers.take_the_rest();
        await buyers.repeat(20);
        const model = await check_sale(shop, buyers);
        assert.equal(model.channels[0].free.size, 0, 'sold to the last unit');
      }
      if (unheard_of.length) t.diagnostic(`${unheard_of} claims were kept and not answered`);
      shop.check_log(ours);
    });
  }

  test('a leader that stands still for longer than its lease gives out nothing any more', async (t) => {
    const second = await start_server('serve', ['--database', shop.database], { name: 'rush-second', environment: { ...shop.environment, CANYU_NODE: '2' } });
    t.after(() => second.kill());
    const buyers = await Buyers.of(shop, await shop.sell(units), Math.floor(units * 1.2), random);
    await buyers.work(() => buyers.granted().length < 200);
    await buyers.work(() => buyers.turned_away === 0, { lines: 1, server: second });
    assert.equal(buyers.open.at(-1).turned_away, 'not_here', 'the second process says that the first one leads');

    const at_the_first = buyers.work(() => !second.leads);
    await sleep(random() * longest_load);
    process.kill(shop.server.pid, 'SIGSTOP');
    second.leads = true; // so that who waits at the first asks nothing more there
    const waiting = buyers.asks.filter((ask) => ask.sent && !ask.outcome && !buyers.open.includes(ask));
    const before_it = buyers.granted().length;
    await buyers.work(() => buyers.granted().length < before_it + 500, { server: second });
    process.kill(shop.server.pid, 'SIGCONT');
    await at_the_first;
    const late = waiting.filter(({ turned_away }) => turned_away === 'not_here');
    check_journal(shop, buyers);
    await buyers.finish({ server: second });
    await buyers.take_the_rest({ server: second });
    const model = await check_sale(shop, buyers);
    assert.equal(model.channels[0].free.size, 0, 'sold to the last unit');
    assert.ok(waiting.length > 0, 'somebody waited at the first while the second led');
    t.diagnostic(`${waiting.length} waited at the first while it stood still, ${late.length} of them heard that another leads; epoch ${model.epoch}`);

    await second.stop();
    await buyers.repeat(20);
    await buyers.add_strangers(1);
    await buyers.finish();
    assert.equal(buyers.asks.at(-1).outcome, 'sold_out', 'the first leads again, and knows what the second sold');
    shop.check_log(ours);
  });
});
