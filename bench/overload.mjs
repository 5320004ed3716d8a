// Measures what a rush does under ten times the load it is best at: goodput beside the peak, refusals, and whether it recovers.
// Usage: node bench/overload.mjs [SECONDS]   (needs build/release/canyu and build/release/rush_bench; the database goes to TMPDIR)
//
// The server is a process of its own, the load another one: connections that ask without a pause, each time as another person with a ticket.
// Goodput counts what was granted, and so is on the disk. Load generator and server share the machine's cores.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { databases } from '../tests/harness/databases.mjs';
import { checkout } from '../tests/harness/server.mjs';
import { Shop } from '../tests/faults/shop.mjs';

const seconds = Number(process.argv[2] ?? 5);
const units = 100_000 * seconds;
const load_program = path.join(checkout, 'build/release/rush_bench');
const most_connections = 1_900; // of one address

const shop = await new Shop(databases('sqlite').fresh('overload'), { name: 'overload', environment: { CANYU_LOG_LEVEL: 'warning' } }).open();
// Of the processor, so far; the kernel counts hundredths.
const cpu_seconds = () => fs.readFileSync(`/proc/${shop.server.pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).reduce((sum, ticks) => sum + ticks / 100, 0);

// One sale under so many connections: {goodput, refusals (a second), p50, p99 (milliseconds), cpu (microseconds an answer)}.
async function measure(what, connections) {
  const sale = await shop.sell(units);
  const before = cpu_seconds();
  const out = execFileSync(load_program, ['load', '--port', new URL(shop.server.url).port, '--connections', connections, '--seconds', seconds,
    '--path', sale.path, '--database', shop.database, '--allotment', sale.allotment].map(String), { encoding: 'utf8' });
  const [, p50, p99, longest, lasted, answers, granted] = out.trim().split(' ').map(Number);
  const goodput = granted / lasted;
  console.log(`${what}, ${connections} connections: ${Math.round(goodput)} granted/s, ${Math.round((answers - granted) / lasted)} refused/s, `
    + `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, longest ${longest.toFixed(0)} ms, ${Math.round(1e6 * (cpu_seconds() - before) / answers)} us of the server an answer`);
  return { connections, goodput };
}

const tries = [];
for (const connections of [16, 64, 160]) tries.push(await measure('on the way up', connections));
const peak = tries.reduce((best, one) => (one.goodput > best.goodput ? one : best));
const beside = ({ goodput }) => `${(goodput / peak.goodput).toFixed(2)} of the peak`;
const overloaded = await measure('ten times the best', Math.min(10 * peak.connections, most_connections));
console.log(`    ${beside(overloaded)} with ${peak.connections} connections`);
const after = await measure('back again', peak.connections);
console.log(`    ${beside(after)}`);
shop.check_log();
await shop.close();
