// urql over graphql-ws: questions and a subscription on one socket, while documents come in over HTTP.
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { address, advisory, assert, authorization, billOfMaterials, compromised, done, operation } from './aibom.mjs';

const socketAddress = new URL(address);
socketAddress.protocol = 'ws:';
const socket = createClient({
  url: socketAddress.href,
  webSocketImpl: WebSocket,
  // As a page does it, which cannot set a header of the handshake.
  connectionParams: { authorization },
  lazy: true,
  retryAttempts: 0,
});
const client = new Client({
  url: address.href,
  preferGetMethod: false,
  fetchOptions: { headers: { authorization } },
  exchanges: [
    subscriptionExchange({
      enableAllOperations: false,
      forwardSubscription: ({ query, variables }) => ({
        subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, variables }, sink) }),
      }),
    }),
    fetchExchange,
  ],
});

const { data, error } = await client.query(operation('incident'), { advisory });
assert.equal(error, undefined);
const affected = data.impact.affected.edges.map((edge) => edge.node.entity.qualifiedName);

// What is affected already comes first; from then on, what comes in.
const events = eventsOf(client.subscription(operation('watch'), { advisory, includeExisting: true }));
const existing = [];
while (existing.length < affected.length) {
  existing.push((await events.next()).affected.entity.qualifiedName);
}

assert.deepEqual(existing.toSorted(), affected.toSorted());
const { sequence } = await ingest('by-urql');
await ingest('by-urql');
const event = await events.next();
assert.equal(event.affected.entity.qualifiedName, 'clients/by-urql@1');
assert.equal(event.affected.path.at(-1).kind, 'DERIVED_FROM');
assert.ok(event.sequence >= sequence, 'The event is older than the entry.');
assert.deepEqual(event.deployments, []);

// The second submission told nothing more: the next event is of another model.
await ingest('by-urql-2');
assert.equal((await events.next()).affected.entity.qualifiedName, 'clients/by-urql-2@1');
events.end();

const refused = await eventsOf(client.subscription(operation('watch'), { advisory: 'ADV-999' })).failure();
assert.equal(refused.graphQLErrors[0].extensions.code, 'NOT_FOUND');

await socket.dispose();
done(`${existing.length} events of what is affected, 2 of what came in, 1 refusal`);

async function ingest(name) {
  const input = { document: billOfMaterials(name, compromised) };
  const { data: taken } = await client.mutation(operation('ingest'), { input });
  assert.match(taken.ingestAibom.status, /^ACCEPTED/);
  return taken.ingestAibom.receipt;
}

/** The events of a subscription, one after the other. */
function eventsOf(source) {
  const waiting = [];
  const arrived = [];
  const { unsubscribe } = source.subscribe((result) => {
    const take = waiting.shift();
    if (take) {
      take(result);
    } else {
      arrived.push(result);
    }
  });
  const result = () => arrived.length > 0
    ? Promise.resolve(arrived.shift())
    : new Promise((resolve) => waiting.push(resolve));
  return {
    async next() {
      const { data: told, error: failed } = await result();
      assert.equal(failed, undefined);
      return told.newlyAffected;
    },
    failure: async () => (await result()).error,
    end: unsubscribe,
  };
}
