// GraphQL Inspector: the exported schema is the served one, and every operation is good against it.
import { address, assert, authorization, done, run } from './aibom.mjs';
import { readdirSync } from 'node:fs';

const exported = '../../schemas/aibom.graphql';
const diff = run('graphql-inspector', 'diff', exported, address.href, '--header', `Authorization: ${authorization}`);
assert.match(diff, /No changes detected/);
const verdict = run('graphql-inspector', 'validate', 'operations/*.graphql', exported, '--deprecated', '--maxDepth', '15');
assert.match(verdict, /All documents are valid/);

done(`no difference, ${readdirSync('operations').length} operations valid`);
