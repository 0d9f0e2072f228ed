// node build.mjs OUT: packs the page's scripts and styles from node_modules beside this file's working directory.
// Each is compressed once here, so that the server embeds and sends it as it is.
import { mkdirSync, readFileSync, readdirSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const out = process.argv[2];
const modules = 'node_modules';

const assets = {
  'react.js': 'react/umd/react.production.min.js',
  'react-dom.js': 'react-dom/umd/react-dom.production.min.js',
  'graphiql-ui.js': 'graphiql/graphiql.min.js',
  'graphiql-ui.css': 'graphiql/graphiql.min.css',
};

/** Every installed package: the bundle contains most of them, and their licences ask to be shown with it. */
function* packages(folder = modules) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('@')) yield* packages(path);
    else if (existsSync(join(path, 'package.json'))) {
      yield path;
      if (existsSync(join(path, modules))) yield* packages(join(path, modules));
    }
  }
}

function licence(path) {
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const file = readdirSync(path).find((each) => /^licen[cs]e/i.test(each));
  const text = file ? readFileSync(join(path, file), 'utf8').trim() : `Licence: ${license}`;
  return `${name} ${version}\n\n${text}\n`;
}

function write(name, content) {
  writeFileSync(join(out, `${name}.gz`), gzipSync(content, { level: 9 }));
}

mkdirSync(out, { recursive: true });
for (const [name, path] of Object.entries(assets)) {
  // The maps are not served.
  write(name, readFileSync(join(modules, path), 'utf8').replace(/\n?(\/\/|\/\*)# sourceMappingURL=.*$/, ''));
}

write('licenses.txt', [...packages()].sort().map(licence).join(`\n${'-'.repeat(80)}\n\n`));
