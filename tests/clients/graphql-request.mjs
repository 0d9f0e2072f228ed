// graphql-request: queries with variables, a mutation, and errors of both kinds.
import { ClientError, GraphQLClient } from 'graphql-request';
import { address, advisory, assert, authorization, billOfMaterials, compromised, done, operation } from './aibom.mjs';

const client = new GraphQLClient(address.href, { headers: { authorization } });

const { impact } = await client.request(operation('incident'), { advisory });
assert.equal(impact.__typename, 'Impact');
assert.equal(impact.completeness.isComplete, true);
assert.equal(impact.affected.edges.length, impact.affected.totalCount);
for (const { node } of impact.affected.edges) {
  assert.equal(node.path.length, node.distance);
  assert.equal(node.path[0].from.id, node.entity.id);
  assert.ok(node.path.every((edge) => edge.claims.length > 0), 'An edge that nobody claims.');
}

const farthest = impact.affected.edges.at(-1).node;
const { lineage } = await client.request(operation('sources'), { of: { id: farthest.entity.id } });
const source = lineage.nodes.nodes.find((node) => node.entity.id === farthest.path.at(-1).to.id);
assert.equal(source.distance <= farthest.distance, true);

const { labelsBy } = await client.request(operation('labels'), { vendor: 'quill', during: { from: '2024-01-01T00:00:00Z' } });
assert.deepEqual(labelsBy.nodes.map((node) => node.qualifiedName), ['quill/transcripts@1']);

const input = { document: billOfMaterials('by-graphql-request', compromised) };
const first = (await client.request(operation('ingest'), { input })).ingestAibom;
assert.equal(first.status, 'ACCEPTED');
assert.equal(first.aibom.subject.qualifiedName, 'clients/by-graphql-request@1');
const again = (await client.request(operation('ingest'), { input })).ingestAibom;
assert.equal(again.isRepeated, true);
assert.deepEqual(again.receipt, first.receipt);

// What cannot be answered is data, what cannot be asked is an error; both have a code.
const unknown = await client.request(operation('incident'), { advisory: 'ADV-999' });
assert.equal(unknown.impact.code, 'NOT_FOUND');
assert.equal(await codeOf(client.request('{ nothing }')), 'VALIDATION_ERROR');
assert.equal(await codeOf(client.request(operation('models'), { first: 100000 })), 'LIMIT_EXCEEDED');
assert.equal(await codeOf(client.request(operation('models'), { first: 1001 })), 'PAGE_SIZE_INVALID');
const stranger = new GraphQLClient(address.href);
assert.equal(await statusOf(stranger.request(operation('models'), { first: 1 })), 401);

done(`${impact.affected.totalCount} affected, up to ${source.entity.qualifiedName}; 1 document ingested, 5 errors told apart`);

async function failureOf(request) {
  try {
    await request;
  } catch (error) {
    assert.ok(error instanceof ClientError, error);
    return error.response;
  }

  return assert.fail('There is no error.');
}

async function codeOf(request) {
  return (await failureOf(request)).errors[0].extensions.code;
}

async function statusOf(request) {
  return (await failureOf(request)).status;
}
