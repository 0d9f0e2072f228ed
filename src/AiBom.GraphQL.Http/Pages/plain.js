// The page where GraphiQL was not built: a document, its variables, the response, and the schema in outline.
import { bindToken, send } from './connection.js';

const element = (id) => document.getElementById(id);
const show = (text) => { element('result').textContent = text; };
const most = 100;
let subscription;

const introspection = `{
  __schema { types { kind name description fields(includeDeprecated: true) { name ...Arguments type { ...Reference } }
    inputFields { name type { ...Reference } } enumValues { name } possibleTypes { name } } }
}
fragment Arguments on __Field { args { name type { ...Reference } } }
fragment Reference on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`;

function variables() {
  const text = element('variables').value.trim();
  return text ? JSON.parse(text) : undefined;
}

async function run() {
  let operation;
  try {
    operation = { query: element('document').value, variables: variables() };
  } catch (error) {
    show(`The variables are not JSON: ${error.message}`);
    return;
  }

  const operationName = element('operation-name').value.trim();
  if (operationName) operation.operationName = operationName;
  subscription?.return();
  subscription = undefined;
  show('…');
  const result = await answer(operation);
  if (result[Symbol.asyncIterator]) {
    subscription = result;
    await follow(result);
  } else {
    show(JSON.stringify(result, null, 2));
  }
}

/** Shows the latest results of a subscription, the newest first, until something else is run. */
async function follow(results) {
  const latest = [];
  try {
    for await (const result of results) {
      if (results !== subscription) return;
      latest.unshift(JSON.stringify(result, null, 2));
      latest.splice(most);
      show(latest.join('\n\n'));
    }

    if (results === subscription) show(['The stream is complete.', ...latest].join('\n\n'));
  } catch (error) {
    if (results === subscription) show([`The stream was lost: ${error.message}`, ...latest].join('\n\n'));
  }
}

async function answer(operation) {
  try {
    return await send(operation);
  } catch (error) {
    return { errors: [{ message: `No answer: ${error.message}` }] };
  }
}

const reference = (type) =>
  type.kind === 'NON_NULL' ? `${reference(type.ofType)}!`
    : type.kind === 'LIST' ? `[${reference(type.ofType)}]`
      : type.name;

const typed = ({ name, type }) => `${name}: ${reference(type)}`;
const field = ({ name, args, type }) =>
  `  ${name}${args.length ? `(${args.map(typed).join(', ')})` : ''}: ${reference(type)}`;

function outline({ kind, name, description, fields, inputFields, enumValues, possibleTypes }) {
  const members = fields?.map(field)
    ?? inputFields?.map((each) => `  ${typed(each)}`)
    ?? enumValues?.map((each) => `  ${each.name}`)
    ?? possibleTypes?.map((each) => `  | ${each.name}`)
    ?? [];
  return [`${kind.toLowerCase().replace('_', ' ')} ${name}${description ? ` — ${description}` : ''}`, ...members]
    .join('\n');
}

async function types() {
  show('…');
  const { data, errors } = await answer({ query: introspection });
  show(data ? data.__schema.types.filter((type) => !type.name.startsWith('__')).map(outline).join('\n\n')
    : JSON.stringify({ errors }, null, 2));
}

bindToken(element('token'));
element('run').addEventListener('click', run);
element('types').addEventListener('click', types);
element('document').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) run();
});
