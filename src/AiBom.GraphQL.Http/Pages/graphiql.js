// Starts GraphiQL, which graphiql-ui.js has defined together with its React.
import { bindToken, send } from './connection.js';

const { React, ReactDOM, GraphiQL } = window;
const root = ReactDOM.createRoot(document.getElementById('graphiql'));
let generation = 0;

function render() {
  root.render(React.createElement(GraphiQL, {
    // Another token may see another schema: a new key makes GraphiQL ask again.
    key: generation++,
    fetcher: (operation, options) => send(operation, options?.headers),
    defaultQuery: '{\n  __typename\n}\n',
    schemaDescription: true,
    inputValueDeprecation: true,
    shouldPersistHeaders: false,
    defaultEditorToolsVisibility: 'variables',
  }));
}

bindToken(document.getElementById('token'), render);
render();
