// Makes bundles with the JavaScript client of Sigstore against its own mock of the services, and prints each with its
// trusted root as a line of JSON. Nothing leaves the process: nock answers in place of the network.
import crypto from 'node:crypto';
import { bundleToJSON } from '@sigstore/bundle';
import {
  fulcioHandler, initializeCA, initializeCTLog, initializeTLog, initializeTSA, rekorHandler, tsaHandler,
} from '@sigstore/mock';
import { HashAlgorithm, PublicKeyDetails, TrustedRoot } from '@sigstore/protobuf-specs';
import { DSSEBundleBuilder, FulcioSigner, MessageSignatureBundleBuilder, RekorWitness, TSAWitness } from '@sigstore/sign';
import nock from 'nock';

const identity = 'https://ci.example/northwind/models/.workflows/train.yml@refs/heads/main';
const issuer = 'https://tokens.ci.example';
const fulcioURL = 'https://fulcio.mock.example';
const rekorURL = 'https://rekor.mock.example';
const tsaURL = 'https://tsa.mock.example';

// Whole seconds, because the client reads no others in timestamps; and an hour ahead, because the mock's own
// certificates begin when they are made.
const hour = 3_600_000;
const clock = new Date(Math.floor((Date.now() + hour) / 1000) * 1000);
const pair = curve => crypto.generateKeyPairSync('ec', { namedCurve: curve });
const sha256 = bytes => crypto.createHash('sha256').update(bytes).digest();
const base64 = text => Buffer.from(text).toString('base64');

const ctlog = await initializeCTLog(pair('prime256v1'));
const ca = await initializeCA(pair('secp384r1'), ctlog, clock);
const tlog = await initializeTLog(rekorURL, pair('prime256v1'), clock);
const tsa = await initializeTSA(pair('secp384r1'), clock);

const artifact = Buffer.from("another program's weights\n");
const statement = Buffer.from(JSON.stringify({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'weights', digest: { sha256: sha256(artifact).toString('hex') } }],
  predicateType: 'https://cyclonedx.org/bom',
  predicate: { bomFormat: 'CycloneDX', specVersion: '1.7' },
}));

// What a log makes of a proposed entry: hashes in place of the envelope. The mock keeps the proposal as it is.
function asLogged(entry) {
  const hash = bytes => ({ algorithm: 'sha256', value: sha256(bytes).toString('hex') });
  if (entry.kind === 'dsse') {
    const { envelope, verifiers } = entry.spec.proposedContent;
    const { payload, signatures } = JSON.parse(envelope);
    entry.spec = {
      envelopeHash: hash(envelope),
      payloadHash: hash(Buffer.from(payload, 'base64')),
      signatures: [{ signature: signatures[0].sig, verifier: verifiers[0] }],
    };
  } else if (entry.kind === 'intoto') {
    delete entry.spec.content.envelope.payload;
  }
  return entry;
}

const log = { log: entry => tlog.log(asLogged(entry)) };
const answer = (base, { path, fn }) => nock(base).persist().post(path).reply(async (_, body) => {
  const { statusCode, response, contentType } = await fn(typeof body === 'string' ? body : JSON.stringify(body));
  return [statusCode, response, { 'Content-Type': contentType }];
});
nock.disableNetConnect();
answer(fulcioURL, fulcioHandler(ca));
answer(rekorURL, rekorHandler(log));
answer(tsaURL, tsaHandler(tsa));

const token = ['{"alg":"none"}', JSON.stringify({ sub: identity, iss: issuer, aud: 'sigstore' }), 'unsigned']
  .map(part => Buffer.from(part).toString('base64url')).join('.');
const keyless = () =>
  new FulcioSigner({ fulcioBaseURL: fulcioURL, identityProvider: { getToken: async () => token }, retry: 0 });

const managed = pair('prime256v1');
const managedPem = managed.publicKey.export({ type: 'spki', format: 'pem' });
const withKey = () => ({
  sign: async data => ({
    signature: crypto.sign('sha256', data, managed.privateKey),
    key: { $case: 'publicKey', publicKey: managedPem, hint: 'managed' },
  }),
});

const rekor = entryType => new RekorWitness({ rekorBaseURL: rekorURL, entryType, retry: 0 });
const stamps = () => new TSAWitness({ tsaBaseURL: tsaURL, retry: 0 });
const message = { data: artifact };
const envelope = { data: statement, type: 'application/vnd.in-toto+json' };

const validFor = { start: new Date(clock.getTime() - 2 * hour) };
const logOf = (url, key) => ({
  baseUrl: url,
  hashAlgorithm: HashAlgorithm.SHA2_256,
  logId: { keyId: sha256(key) },
  publicKey: { rawBytes: key, keyDetails: PublicKeyDetails.PKIX_ECDSA_P256_SHA_256, validFor },
});
const authority = (uri, name, chain) => ({
  uri,
  subject: { organization: 'sigstore.mock', commonName: name },
  certChain: { certificates: chain.map(rawBytes => ({ rawBytes })) },
  validFor,
});
const trustedRoot = TrustedRoot.toJSON({
  mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
  tlogs: [logOf(rekorURL, tlog.publicKey)],
  ctlogs: [logOf('https://ct.mock.example', ctlog.publicKey)],
  certificateAuthorities: [authority(fulcioURL, 'sigstore', [ca.rootCertificate])],
  timestampAuthorities: [authority(tsaURL, 'tsa', [tsa.intCertificate, tsa.rootCertificate])],
});

const cases = {
  'message': [MessageSignatureBundleBuilder, message, keyless(), [rekor()]],
  'message-with-timestamp': [MessageSignatureBundleBuilder, message, keyless(), [rekor(), stamps()]],
  'message-of-managed-key': [MessageSignatureBundleBuilder, message, withKey(), [rekor()]],
  'statement-as-dsse': [DSSEBundleBuilder, envelope, keyless(), [rekor('dsse')]],
  'statement-as-intoto': [DSSEBundleBuilder, envelope, keyless(), [rekor('intoto')]],
  'statement-with-timestamp': [DSSEBundleBuilder, envelope, keyless(), [rekor('dsse'), stamps()]],
  'statement-with-chain': [DSSEBundleBuilder, envelope, keyless(), [rekor('dsse')], { certificateChain: true }],
  'statement-of-managed-key': [DSSEBundleBuilder, envelope, withKey(), [rekor('dsse')]],
};
for (const [name, [Builder, content, signer, witnesses, options]] of Object.entries(cases)) {
  const bundle = await new Builder({ signer, witnesses, ...options }).create(content);
  console.log(JSON.stringify({
    name,
    bundle: base64(JSON.stringify(bundleToJSON(bundle))),
    trustedRoot: base64(JSON.stringify(trustedRoot)),
    artifact: artifact.toString('base64'),
    ...(name.endsWith('managed-key') ? { key: managedPem } : { identity, issuer }),
  }));
}
