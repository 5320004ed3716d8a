// Fills in forms, also as nobody could who is watched over by a browser.
import path from 'node:path';
import { checkout } from '../harness/server.mjs';

// Types {control: value} into the form of the page that has all of these controls and sends it by its first button, past
// what the browser itself would refuse. -> the answer that is shown then
export async function send_form(page, values) {
  const control = (name) => `[name="${name}"]:not([type=hidden])`;
  const form = page.locator(`main form${Object.keys(values).map((name) => `:has(${control(name)})`).join('')}`).first();
  await open_details(form);
  await form.evaluate((element) => {
    element.noValidate = true;
    for (const limited of element.querySelectorAll('[maxlength]')) limited.removeAttribute('maxlength');
  });
  for (const [name, value] of Object.entries(values)) await set(page, form.locator(control(name)), value);
  const answered = page.waitForResponse((response) => response.request().isNavigationRequest() && response.status() !== 303);
  await form.locator('button:not([type=button], [tabindex="-1"])').first().click();
  const response = await answered;
  await page.waitForLoadState();
  return response;
}

async function set(page, control, value) {
  const kind = await control.first().evaluate((element) => element.type ?? '');
  if (kind === 'radio') await control.and(page.locator(`[value="${value}"]`)).check();
  else if (kind === 'file') await control.setInputFiles(path.join(checkout, value));
  else if (kind.startsWith('select')) await control.selectOption(value);
  else await control.fill(value);
}

async function open_details(locator) {
  const closed = locator.locator('xpath=ancestor::details[not(@open)]');
  for (let i = await closed.count() - 1; i >= 0; --i) await closed.nth(i).locator('> summary').click();
}
