// A demo community of a test's own, with its people's passwords as they were printed.
import { start_server, temporary_directory } from '../harness/server.mjs';

// A browser's hands are quicker here than people's, who sign in a few times a minute.
const settings = { CANYU_RATE_LIMITS: 'false' };

// environment: settings of the program. -> {url, database, people: {member, staff, admin: {name, password}}, stop()}
export async function start_demo(name, environment = {}) {
  const database = `sqlite:${temporary_directory()}/demo.sqlite`;
  const server = await start_server('demo', ['--database', database], { name, environment: { ...settings, ...environment } });
  const people = {};
  for (const [, role, person, password] of server.output().matchAll(/^\s*(member|staff|admin)\s+(\S+)\s+(\S+)\s*$/gm)) {
    people[role] = { name: person, password };
  }
  if (Object.keys(people).length !== 3) throw new Error(`the demo printed no passwords:\n${server.output()}`);
  return { ...server, database, people };
}
