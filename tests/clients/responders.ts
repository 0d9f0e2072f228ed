// The incident question as a TypeScript program asks it: every field is typed by the schema that is served.
import { Client, fetchExchange } from '@urql/core';
import { IncidentDocument, IngestDocument, WatchDocument, type SubmissionStatus } from './obj/generated.js';

/** Who has to act on an advisory, and on which deployments. */
export async function responders(url: string, advisory: string): Promise<Map<string, string[]>> {
  const client = new Client({ url, exchanges: [fetchExchange], preferGetMethod: false });
  const { data } = await client.query(IncidentDocument, { advisory }).toPromise();
  const answer = data?.impact;
  switch (answer?.__typename) {
    case 'Impact':
      return new Map(answer.owners.map((owner) =>
        [owner.owner ?? 'nobody', owner.affected.map((exposure) => exposure.deployment.deploymentId)]));
    case 'NotFoundError':
    case 'AmbiguousError':
    case 'InvalidRequestError':
      throw new Error(`${answer.code}: ${answer.message}`);
    default:
      throw new Error('There is no answer.');
  }
}

/** Hands a document in and returns the verdict. */
export async function ingest(client: Client, document: string): Promise<SubmissionStatus | undefined> {
  const { data } = await client.mutation(IngestDocument, { input: { document } }).toPromise();
  const sequence: number | undefined = data?.ingestAibom.receipt?.sequence;
  return sequence === undefined ? undefined : data?.ingestAibom.status;
}

/** The names of what becomes affected, as it happens. */
export function watch(client: Client, advisory: string, tell: (name: string) => void): void {
  client.subscription(WatchDocument, { advisory }).subscribe(({ data }) => {
    if (data) {
      tell(data.newlyAffected.affected.entity.qualifiedName);
    }
  });
}

// What the schema has not does not compile.
export const wrong = (client: Client) => [
  // @ts-expect-error: the advisory is required.
  client.query(IncidentDocument, {}),
  // @ts-expect-error: a document is a text.
  client.mutation(IngestDocument, { input: { document: 1 } }),
];
