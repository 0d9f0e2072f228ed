// node fetch.mjs FOLDER: puts the official schemas into FOLDER: CycloneDX's from its package, which npm has installed
// beside this script, and SPDX's, for which there is no package of the project's own.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

// Of this package one file is wanted, and none of what it depends on. The digest says that it is the one looked at.
const spdx = {
  package: '@cyclonedx/cdxgen@12.8.4',
  path: 'package/data/spdx-export.schema.json',
  sha256: '873ff9d3177a0c12495fe585c5012f7bec0aa70aabed1f2f1e79f25bd95eb107',
};

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
const installed = 'node_modules/@cyclonedx/cyclonedx-library/res/schema';
for (const name of readdirSync(installed).filter((name) => name.endsWith('.schema.json'))) {
  copyFileSync(join(installed, name), join(folder, name));
}

const work = mkdtempSync(join(tmpdir(), 'schemas-'));
try {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  execFileSync(npm, ['pack', spdx.package, '--pack-destination', work, '--loglevel=error'], { stdio: 'ignore' });
  const archive = gunzipSync(readFileSync(join(work, readdirSync(work)[0])));
  const schema = fileOf(archive, spdx.path);
  const sha256 = createHash('sha256').update(schema).digest('hex');
  if (sha256 !== spdx.sha256) {
    throw new Error(`'${spdx.path}' has the digest ${sha256}.`);
  }
  writeFileSync(join(folder, 'spdx-3.0.1.schema.json'), schema);
} finally {
  rmSync(work, { recursive: true });
}

// An archive (POSIX ustar) is a header of 512 bytes before each file, which is filled up to as many.
function fileOf(archive, path) {
  for (let at = 0; archive[at] !== 0 && at < archive.length; ) {
    const name = archive.toString('utf8', at, at + 100).split('\0')[0];
    const size = parseInt(archive.toString('latin1', at + 124, at + 136), 8);
    if (name === path) {
      return archive.subarray(at + 512, at + 512 + size);
    }
    at += 512 + 512 * Math.ceil(size / 512);
  }
  throw new Error(`'${path}' is not in the package.`);
}
