// GraphQL Code Generator on the served schema, then the TypeScript compiler on what uses its types.
import { assert, done, run } from './aibom.mjs';
import { readFileSync, rmSync } from 'node:fs';

rmSync('obj', { recursive: true, force: true });
run('graphql-codegen', '--config', 'codegen.yml');
const generated = readFileSync('obj/generated.ts', 'utf8');
const documents = generated.match(/^export const \w+Document\b/gm) ?? [];
assert.equal(documents.length, 6);
run('tsc', '--project', '.');

done(`${documents.length} typed documents of ${generated.split('\n').length} lines compile with what uses them`);
