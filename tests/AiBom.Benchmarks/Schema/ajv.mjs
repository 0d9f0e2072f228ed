// node ajv.mjs NPM_FOLDER VERSION UNIQUE DOCUMENT: compiles the official schema once, then validates the document once
// for each line of input and answers with the milliseconds of parsing and of validating.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join, resolve } from 'node:path';

const [folder, version, unique, path] = process.argv.slice(2);
const require = createRequire(join(resolve(folder), 'package.json'));
const Ajv = require('ajv').default;
const addFormats = require('ajv-formats').default;

const read = (name) => {
  const schemas = join(folder, 'node_modules/@cyclonedx/cyclonedx-library/res/schema');
  const text = readFileSync(join(schemas, `${name}.SNAPSHOT.schema.json`), 'utf8');
  return JSON.parse(unique === 'on' ? text : text.replaceAll('"uniqueItems": true', '"uniqueItems": false'));
};
const ajv = new Ajv({ strict: false, validateFormats: true });
addFormats(ajv);
// It has no test of its own for these: they cost it nothing.
ajv.addFormat('iri-reference', true).addFormat('idn-email', true);
for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
  ajv.addSchema(read(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
}
const validate = ajv.compile(read(`bom-${version}`));
const bytes = readFileSync(path);
for await (const _ of createInterface({ input: process.stdin })) {
  const start = performance.now();
  const document = JSON.parse(bytes.toString('utf8'));
  const parsed = performance.now();
  const valid = validate(document);
  const end = performance.now();
  console.log(`${valid} ${parsed - start} ${end - parsed}`);
}
