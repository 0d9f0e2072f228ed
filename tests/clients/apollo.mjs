// Apollo Client: a normalized cache over the global ids, pages put together by fetchMore, and an error policy.
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { relayStylePagination } from '@apollo/client/utilities';
import { filter, firstValueFrom } from 'rxjs';
import { address, advisory, assert, authorization, done, operation } from './aibom.mjs';

const entityKinds = ['ModelVersion', 'DatasetVersion', 'LabelSet', 'AiSystemVersion', 'SoftwareComponent'];
let requests = 0;
const client = new ApolloClient({
  link: ApolloLink.from([
    new ApolloLink((request, forward) => (requests += 1, forward(request))),
    new HttpLink({ uri: address.href, headers: { authorization } }),
  ]),
  cache: new InMemoryCache({
    possibleTypes: { Entity: entityKinds, RequestError: ['NotFoundError', 'AmbiguousError', 'InvalidRequestError'] },
    typePolicies: { Query: { fields: { entities: relayStylePagination(['kind']) } } },
  }),
});

// Every page of the models, put together in the cache; the ids are those of the whole list.
const Models = gql(operation('models'));
const models = client.watchQuery({ query: Models, variables: { first: 3 } });
const watching = models.subscribe(() => {});
let { pageInfo } = (await firstValueFrom(models.pipe(filter((result) => result.dataState === 'complete')))).data.entities;
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

// One object in the cache for one thing, whichever question brought it; asked again, nothing is sent.
const Incident = gql(operation('incident'));
const { data } = await client.query({ query: Incident, variables: { advisory } });
const reached = data.impact.affected.edges.map((edge) => edge.node.entity).find((entity) => entity.__typename === 'ModelVersion');
const cached = client.cache.extract();
assert.equal(cached[`${reached.__typename}:${reached.id}`].qualifiedName, reached.qualifiedName);
assert.ok(listed.includes(reached.id), 'The list and the answer have different ids for one model.');
const sent = requests;
await client.query({ query: Incident, variables: { advisory } });
assert.equal(requests, sent);

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

done(`${listed.length} models in ${pages} pages, ${Object.keys(cached).length} objects in the cache, ${requests} requests`);
