// How both pages talk to the endpoint, which is the page's own address.

const tokenKey = 'graphql.token';

/** The bearer token lives as long as the tab, and is never written to disk. */
export const token = {
  get: () => sessionStorage.getItem(tokenKey) ?? '',
  set: (value) => (value ? sessionStorage.setItem(tokenKey, value) : sessionStorage.removeItem(tokenKey)),
};

/** Sends one operation and answers the JSON of the response, whatever its status. */
export async function send(operation, headers = {}) {
  const bearer = token.get();
  const response = await fetch(location.pathname, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/graphql-response+json, application/json;q=0.9',
      ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}),
      ...headers,
    },
    body: JSON.stringify(operation),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return { errors: [{ message: `${response.status} ${response.statusText}`.trim() }] };
  }
}

/** Keeps the token field and the stored token the same, and tells when it changed. */
export function bindToken(input, changed = () => {}) {
  input.value = token.get();
  input.addEventListener('change', () => {
    token.set(input.value.trim());
    changed();
  });
}
