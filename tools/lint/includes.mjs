// The dependency arrow: app -> features -> platform -> base, features -> engines -> base; a feature sees an earlier
// feature (src/features/ORDER) only through its one public header; heavy libraries stay out of headers.
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
  const problems = [];
  for (const file of list_files(root, 'src', /\.[ch]pp$/)) {
    for (const { line, match } of matches(read(root, file), /^#include ([<"])([^>"]+)[>"]/gm)) {
      const wrong = match[1] === '"' ? wrong_layer(file, match[2], order) : wrong_library(file, match[2]);
      if (wrong) problems.push(`${file}:${line}: ${wrong}`);
    }
  }
  return problems;
}

function wrong_layer(file, included, order) {
  const [, layer, feature] = file.split('/');
  const [target_layer, target_feature, ...rest] = included.split('/');
  if (!below[layer]) return `src/${layer} is no layer`;
  if (!below[layer].includes(target_layer)) return `${layer} may not include ${target_layer} (${included})`;
  if (target_layer !== 'features') return null;
  if (!order.includes(target_feature)) return `feature ${target_feature} is not in src/features/ORDER`;
  if (layer === 'app' || feature === target_feature) return null;
  if (!order.includes(feature)) return `feature ${feature} is not in src/features/ORDER`;
  if (order.indexOf(target_feature) > order.indexOf(feature)) {
    return `feature ${feature} may not include the later feature ${target_feature}: the way back is an event`;
  }
  return rest.join('/') === `${target_feature}.hpp` ? null
    : `feature ${feature} may include only ${target_feature}/${target_feature}.hpp of ${target_feature}`;
}

function wrong_library(file, included) {
  if (network.test(included) && !file.startsWith(server)) return `<${included}> belongs under ${server}`;
  if (file.endsWith('.hpp') && heavy.test(included) && !light.has(included) && !file.startsWith(server)) {
    return `<${included}> is heavy: include it in a .cpp only`;
  }
  return null;
}
