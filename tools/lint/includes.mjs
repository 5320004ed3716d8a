// The dependency arrow: app -> features -> platform -> base, features -> engines -> base; a feature sees an earlier
// feature (src/features/ORDER) only through its one public header; heavy libraries stay inside the folder that uses them.
import fs from 'node:fs';
import path from 'node:path';
import { list_files, matches, read } from './source_files.mjs';

const below = {
  base: ['base'],
  engines: ['engines', 'base'],
  platform: ['platform', 'base'],
  features: ['features', 'platform', 'engines', 'base'],
  app: ['app', 'features', 'platform', 'engines', 'base'],
};
const heavy = /^(boost\/(json|asio|beast|url)|soci|ctemplate|unicode|spdlog|fmt|curl|vips|sqlite3|libpq|prometheus|sodium)\b/;
const light = new Set(['fmt/core.h']);
const network = /^boost\/(asio|beast)\b/;
const server = 'src/platform/http/server/';

export function check(root) {
  const order_file = path.join(root, 'src/features/ORDER');
  const order = fs.existsSync(order_file) ? read(root, 'src/features/ORDER').split(/\s+/).filter(Boolean) : [];
  const includes = list_files(root, 'src', /\.[ch]pp$/).flatMap((file) =>
    [...matches(read(root, file), /^#include ([<"])([^>"]+)[>"]/gm)].map(
      ({ line, match }) => ({ file, line, own: match[1] === '"', target: match[2] })));
  const heavy_headers = find_heavy_headers(includes);
  return includes.flatMap((include) => {
    const wrong = include.own ? wrong_layer(include, order) ?? wrong_weight(include, heavy_headers) : wrong_library(include);
    return wrong ? [`${include.file}:${include.line}: ${wrong}`] : [];
  });
}

function wrong_layer({ file, target }, order) {
  const [, layer, feature] = file.split('/');
  const [target_layer, target_feature, ...rest] = target.split('/');
  if (!below[layer]) return `src/${layer} is no layer`;
  if (!below[layer].includes(target_layer)) return `${layer} may not include ${target_layer} (${target})`;
  if (target_layer !== 'features') return null;
  if (!order.includes(target_feature)) return `feature ${target_feature} is not in src/features/ORDER`;
  if (layer === 'app' || feature === target_feature) return null;
  if (!order.includes(feature)) return `feature ${feature} is not in src/features/ORDER`;
  if (order.indexOf(target_feature) > order.indexOf(feature)) {
    return `feature ${feature} may not include the later feature ${target_feature}: the way back is an event`;
  }
  const is_public = rest.join('/') === `${target_feature}.hpp`;
  // What an earlier slice's tests stand on, later ones' tests may stand on too.
  const is_of_tests = file.endsWith('_test.cpp') && /^test_\w+\.hpp$/.test(rest.join('/'));
  return is_public || is_of_tests ? null
    : `feature ${feature} may include only ${target_feature}/${target_feature}.hpp of ${target_feature}`;
}

const wrong_library = ({ file, target }) =>
  (network.test(target) && !file.startsWith(server) ? `<${target}> belongs under ${server}` : null);

// Headers that bring a heavy library along, by themselves or by another header: {"platform/db/driver.hpp": "soci/soci.h"}.
function find_heavy_headers(includes) {
  const found = new Map();
  const in_headers = includes.filter(({ file }) => file.endsWith('.hpp'));
  for (let size = -1; size < found.size;) {
    size = found.size;
    for (const { file, own, target } of in_headers) {
      const library = own ? found.get(target) : heavy.test(target) && !light.has(target) && target;
      if (library) found.set(file.replace(/^src\//, ''), library);
    }
  }
  return found;
}

function wrong_weight({ file, target }, heavy_headers) {
  if (!heavy_headers.has(target) || path.dirname(target) === path.dirname(file).replace(/^src\//, '')) return null;
  return `${target} brings <${heavy_headers.get(target)}> along: keep it out of headers that others include`;
}
