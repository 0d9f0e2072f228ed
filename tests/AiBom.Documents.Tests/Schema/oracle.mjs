// node oracle.mjs NPM_FOLDER: for each line {"dialect", "schema", "documents"} of input, ajv's verdicts on the documents
// as a line of output: an array of booleans, or a text that says why the schema cannot be compiled.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { join, resolve } from 'node:path';

const require = createRequire(join(resolve(process.argv[2]), 'package.json'));
const addFormats = require('ajv-formats').default;
const dialects = { draft07: require('ajv').default, draft2020: require('ajv/dist/2020').default };
for await (const line of createInterface({ input: process.stdin })) {
  const { dialect, schema, documents } = JSON.parse(line);
  let answer;
  try {
    const ajv = new dialects[dialect]({ strict: false, logger: false });
    addFormats(ajv);
    const validate = ajv.compile(schema);
    answer = documents.map((document) => validate(JSON.parse(document)));
  } catch (error) {
    answer = String(error.message);
  }
  console.log(JSON.stringify(answer));
}
