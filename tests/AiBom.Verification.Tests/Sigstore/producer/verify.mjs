// Says of each line on standard input, a bundle with its trusted root and artifact, whether the JavaScript client of
// Sigstore accepts it: "name accepted", or "name refused" and why.
import { createPublicKey } from 'node:crypto';
import { createInterface } from 'node:readline';
import { bundleFromJSON } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';

const parse = text => JSON.parse(Buffer.from(text, 'base64').toString());
for await (const line of createInterface({ input: process.stdin })) {
  const { name, bundle, trustedRoot, artifact, key } = JSON.parse(line);
  const known = () => ({ publicKey: createPublicKey(key), validFor: () => true });
  try {
    const trust = toTrustMaterial(TrustedRoot.fromJSON(parse(trustedRoot)), known);
    const verifier = new Verifier(trust, { ctlogThreshold: 1, tlogThreshold: 1, timestampThreshold: 1 });
    verifier.verify(toSignedEntity(bundleFromJSON(parse(bundle)), Buffer.from(artifact, 'base64')));
    console.log(`${name} accepted`);
  } catch (error) {
    console.log(`${name} refused ${error.message}`);
  }
}
