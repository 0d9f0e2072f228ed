// What the clients share: where the server is, what they ask, and how they say what came.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export const address = new URL('/graphql', setting('AIBOM'));
export const authorization = `Bearer ${setting('TOKEN')}`;

// The incident that the test has prepared: its advisory, and the compromised by its package URL.
export const advisory = setting('ADVISORY');
export const compromised = setting('COMPROMISED');

/** The text of an operation of the folder. */
export const operation = (name) => readFileSync(new URL(`operations/${name}.graphql`, import.meta.url), 'utf8');

/** A bill of materials of a model that was fine-tuned from another. */
export const billOfMaterials = (name, parent) => JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: {
    component: {
      type: 'machine-learning-model',
      ...identity(`pkg:generic/clients/${name}@1`),
      pedigree: { ancestors: [{
        type: 'machine-learning-model',
        ...identity(parent),
        properties: [{ name: 'aibom:derivation:method', value: 'FINE_TUNING' }],
      }] },
    },
  },
});

/** Runs a program of an installed package and returns what it printed; fails with it. */
export function run(program, ...args) {
  const { status, stdout, stderr } = spawnSync(`node_modules/.bin/${program}`, args, { encoding: 'utf8' });
  assert.equal(status, 0, `${program} ended with ${status}:\n${stdout}${stderr}`);
  return stdout + stderr;
}

/** Says in one line that a client did all that it was to do. */
export const done = (what) => console.log(what);

export { assert };

function identity(purl) {
  const [, group, name, version] = /^pkg:generic\/(.+)\/(.+)@(.+)$/.exec(purl);
  return { group, name, version, purl };
}

function setting(name) {
  const value = process.env[`${name}`];
  assert.ok(value, `${name} is not set.`);
  return value;
}
