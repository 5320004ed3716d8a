// Bundles the style sheet and the script of all pages into dist/, named by their content, and lists them in manifest.json.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const web = dirname(fileURLToPath(import.meta.url));
const root = dirname(web);
const dist = join(web, 'dist');

// The first browsers with cascade layers; nothing older can show the pages as they are meant.
const target = ['chrome99', 'firefox97', 'safari15.4'];

// Files matching src/{features,platform}/*/<path>, in a stable order.
async function of_slices(folder, wanted) {
  const found = [];
  const slices = await readdir(join(root, 'src', folder), { withFileTypes: true }).catch(() => []);
  for (const slice of slices) {
    if (!slice.isDirectory()) continue;
    const directory = join(root, 'src', folder, slice.name);
    found.push(...(await wanted(directory)));
  }
  return found.sort();
}

const names_in = (directory) => readdir(directory).catch(() => []);

async function style_of(directory) {
  return (await names_in(directory)).includes('style.css') ? [join(directory, 'style.css')] : [];
}

async function islands_of(directory) {
  const folder = join(directory, 'islands');
  return (await names_in(folder)).filter((name) => name.endsWith('.ts')).map((name) => join(folder, name));
}

const as_import = (file) => `./${relative(web, file)}`;

async function css_entry() {
  const styles = [...(await of_slices('platform', style_of)), ...(await of_slices('features', style_of))];
  const lines = styles.map((file) => `@import "${as_import(file)}" layer(features);`);
  return ['@import "./css/canyu.css";', ...lines].join('\n');
}

async function js_entry() {
  const own = (await names_in(join(web, 'islands'))).filter((name) => name.endsWith('.ts'));
  const islands = own.sort().map((name) => join(web, 'islands', name));
  islands.push(...(await of_slices('features', islands_of)));
  return islands.map((file) => `import "${as_import(file)}";`).join('\n');
}

async function bundle(contents, loader) {
  const result = await build({
    stdin: { contents, loader, resolveDir: web, sourcefile: `canyu.${loader}` },
    bundle: true,
    format: 'esm',
    minify: true,
    legalComments: 'none',
    target,
    tsconfig: join(web, 'tsconfig.json'),
    // Islands of features lie outside this folder and still find its packages.
    nodePaths: [join(web, 'node_modules')],
    logLevel: 'warning',
    write: false,
  });
  return result.outputFiles[0].contents;
}

const hash_of = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 10);

async function main() {
  const assets = {
    'canyu.css': await bundle(await css_entry(), 'css'),
    'canyu.js': await bundle(await js_entry(), 'ts'),
    'icon.svg': await readFile(join(web, 'icon.svg')),
  };
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  const manifest = {};
  for (const [name, bytes] of Object.entries(assets)) {
    const [stem, extension] = name.split('.');
    manifest[name] = `${stem}.${hash_of(bytes)}.${extension}`;
    await writeFile(join(dist, manifest[name]), bytes);
  }
  await writeFile(join(dist, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

await main();
