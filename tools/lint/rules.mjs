// All lints by name; each is check(root) -> ["file:line: what is wrong"].
import { check as files } from './files.mjs';
import { check as includes } from './includes.mjs';
import { check as migrations } from './migrations.mjs';
import { check as routes } from './routes.mjs';
import { check as template_text } from './template_text.mjs';
import { check as translations } from './translations.mjs';
import { check as words } from './words.mjs';

export const rules = { files, includes, migrations, routes, template_text, translations, words };
