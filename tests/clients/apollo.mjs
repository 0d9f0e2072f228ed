// Apollo Client: persisted queries, a normalized cache over the global ids, pages by fetchMore, and an error policy.
import { createHash } from 'node:crypto';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { relayStylePagination } from '@apollo/client/utilities';
import { filter, firstValueFrom } from 'rxjs';
import { address, advisory, assert, authorization, done, operation } from './aibom.mjs';

const sent = [];
const client = new ApolloClient({
  link: ApolloLink.from([
    new PersistedQueryLink({ sha256: (text) => createHash('sha256').update(text).digest('hex') }),
    new HttpLink({
      uri: address.href,
      headers: { authorization },
      fetch: (url, init) => (sent.push(JSON.parse(init.body)), fetch(url, init)),
    }),
  ]),
  cache: new InMemoryCache({
    possibleTypes: {
      Entity: ['ModelVersion', 'DatasetVersion', 'LabelSet', 'AiSystemVersion', 'SoftwareComponent'],
      RequestError: ['NotFoundError', 'AmbiguousError', 'InvalidRequestError'],
    },
    typePolicies: { Query: { fields: { entities: relayStylePagination(['kind']) } } },
  }),
});

// Every page of the models, put together in the cache; the ids are those of the whole list.
const Models = gql(operation('models'));
const models = client.watchQuery({ query: Models, variables: { first: 3 } });
const watching = models.subscribe(() => {});
const first = await firstValueFrom(models.pipe(filter((result) => result.dataState === 'complete')));
let { pageInfo } = first.data.entities;
let pages = 1;
for (; pageInfo.hasNextPage; pages += 1) {
  const more = await models.fetchMore({ variables: { first: 3, after: pageInfo.endCursor } });
  ({ pageInfo } = more.data.entities);
}

watching.unsubscribe();
const { entities } = client.readQuery({ query: Models, variables: { first: 3 } });
const listed = entities.edges.map((edge) => edge.node.id);
const whole = await client.query({ query: Models, variables: { first: 100 }, fetchPolicy: 'no-cache' });
assert.deepEqual(listed, whole.data.entities.edges.map((edge) => edge.node.id));
assert.ok(pages > 1, 'The list fits on one page.');

// The document was sent once, after the server had said that it does not know its hash.
assert.deepEqual(sent.map((body) => 'query' in body), [false, true, ...Array(pages).fill(false)]);

// One object in the cache for one thing, whichever question brought it; asked again, nothing is sent.
const Incident = gql(operation('incident'));
const { data } = await client.query({ query: Incident, variables: { advisory } });
const reached = data.impact.affected.edges
  .map((edge) => edge.node.entity)
  .find((entity) => entity.__typename === 'ModelVersion');
const cached = client.cache.extract();
assert.equal(cached[`${reached.__typename}:${reached.id}`].qualifiedName, reached.qualifiedName);
assert.ok(listed.includes(reached.id), 'The list and the answer have different ids for one model.');
const before = sent.length;
await client.query({ query: Incident, variables: { advisory } });
assert.equal(sent.length, before);

// An unknown id is null in its place; a page that is too large is an error, and the policy hands it on.
const { data: nodes } = await client.query({
  query: gql('query Nodes($ids: [ID!]!) { nodes(ids: $ids) { id ... on Entity { qualifiedName } } }'),
  variables: { ids: [reached.id, 'bm9uZTow'] },
});
assert.deepEqual(nodes.nodes.map((node) => node?.qualifiedName ?? null), [reached.qualifiedName, null]);
const refused = await client.query({
  query: gql('query Page($first: Int!) { entities(first: $first) { pageInfo { hasNextPage } } }'),
  variables: { first: 100000 },
  errorPolicy: 'all',
});
assert.ok(CombinedGraphQLErrors.is(refused.error), refused.error);
assert.equal(refused.error.errors[0].extensions.code, 'PAGE_SIZE_INVALID');
assert.deepEqual(refused.error.errors[0].path, ['entities']);

done(`${listed.length} models in ${pages} pages, ${Object.keys(cached).length} objects in the cache, `
  + `${sent.filter((body) => 'query' in body).length} of ${sent.length} requests with a document`);
