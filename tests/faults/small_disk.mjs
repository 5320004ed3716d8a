// An own disk of a few megabytes that can be filled to the last byte, for whoever may mount one.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { temporary_directory } from '../harness/server.mjs';

// {folder, mounted, fill(), make_room()}; `mounted` is false where that is not permitted.
export function small_disk(megabytes) {
  const folder = path.join(temporary_directory(), 'disk');
  fs.mkdirSync(folder);
  const ballast = path.join(folder, 'ballast');
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status === 0;
  process.prependListener('exit', () => mounted && spawnSync('umount', ['--lazy', folder]));
  return {
    folder,
    mounted,
    fill() {
      const file = fs.openSync(ballast, 'a');
      try {
        for (const block = Buffer.alloc(4096); ;) fs.writeSync(file, block);
      } catch (error) {
        assert.equal(error.code, 'ENOSPC');
      } finally {
        fs.closeSync(file);
      }
    },
    make_room: () => fs.rmSync(ballast, { force: true }),
  };
}
