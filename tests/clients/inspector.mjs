// GraphQL Inspector: the exported schema is the served one, and every operation is good against it.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { buildClientSchema, getIntrospectionQuery, printSchema } from 'graphql';
import { GraphQLClient } from 'graphql-request';
import { address, assert, authorization, done, run } from './aibom.mjs';

const exported = '../../schemas/aibom.graphql';
const served = 'obj/served.graphql';

// The inspector's own question leaves out what @specifiedBy and @oneOf say, so the schema is asked for here.
const introspection = await new GraphQLClient(address.href, { headers: { authorization } }).request(getIntrospectionQuery({
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
}));
mkdirSync('obj', { recursive: true });
writeFileSync(served, printSchema(buildClientSchema(introspection)));
assert.match(run('graphql-inspector', 'diff', exported, served), /No changes detected/);

const verdict = run('graphql-inspector', 'validate', 'operations/*.graphql', exported, '--deprecated', '--maxDepth', '15');
assert.match(verdict, /All documents are valid/);

done(`${readdirSync('operations').length} operations valid, no difference`);
