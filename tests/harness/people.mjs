// The people of the tests: two members, one of the staff, one administrator.
import { run_program } from './server.mjs';

export const password = 'a bowl of noodles at noon';
export const people = { xiaoman: 'member', ajie: 'member', laozhou: 'staff', guanjia: 'admin' };

// Adds them to a migrated database.
export function add_people(database) {
  for (const [name, role] of Object.entries(people)) {
    run_program(['user', 'add', name, '--role', role, '--password', password, '--database', database]);
  }
}

// Signs a scenario's client in through the form, as a browser does.
export async function sign_in(client, name) {
  if (!people[name]) throw new Error(`nobody is called ${name}: ${Object.keys(people).join(', ')}`);
  const form = new URLSearchParams({ name, password }).toString();
  const answer = await client.send('POST', '/sign-in', [['Content-Type', 'application/x-www-form-urlencoded']], form);
  if (answer.status !== 303) throw new Error(`signing in ${name} answered ${answer.status}`);
}
