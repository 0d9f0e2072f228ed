// How both pages talk to the endpoint, which is the page's own address.

const tokenKey = 'graphql.token';

/** The bearer token lives as long as the tab, and is never written to disk. */
export const token = {
  get: () => sessionStorage.getItem(tokenKey) ?? '',
  set: (value) => (value ? sessionStorage.setItem(tokenKey, value) : sessionStorage.removeItem(tokenKey)),
};

/**
 * Sends one operation and answers the JSON of the response, whatever its status. A subscription is answered by an
 * iterator over such results, as server-sent events; its return() ends it.
 */
export async function send(operation, headers = {}) {
  const bearer = token.get();
  const ending = new AbortController();
  const response = await fetch(location.pathname, {
    method: 'POST',
    signal: ending.signal,
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/graphql-response+json, application/json;q=0.9, text/event-stream;q=0.8',
      ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}),
      ...headers,
    },
    body: JSON.stringify(operation),
  });
  if (response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
    return stream(response, ending);
  }

  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return { errors: [{ message: `${response.status} ${response.statusText}`.trim() }] };
  }
}

/** Not the generator itself: that one could not be ended while it waits for the next event. */
function stream(response, ending) {
  const results = read(response.body, ending.signal);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => results.next(),
    return: async (value) => {
      ending.abort();
      return { done: true, value };
    },
  };
}

async function* read(body, ending) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const blocks = (text + part.value).split('\n\n');
      text = blocks.pop();
      for (const block of blocks) {
        if (block.startsWith('event: complete')) return;
        const data = block.match(/^data: (.+)$/m);
        if (data) yield JSON.parse(data[1]);
      }
    }
  } catch (error) {
    if (!ending.aborted) throw error;
    return;
  }

  if (!ending.aborted) yield { errors: [{ message: 'The server ended the stream before it was complete.' }] };
}

/** Keeps the token field and the stored token the same, and tells when it changed. */
export function bindToken(input, changed = () => {}) {
  input.value = token.get();
  input.addEventListener('change', () => {
    token.set(input.value.trim());
    changed();
  });
}
