// What the scripts share: the job on standard input, and a `fetch` that notes what goes over the wire.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/// Where the server is (`origin`), and the ids and titles of its events (`events`), by date, first what was first.
export const job = JSON.parse(readFileSync(0));

export const endpoint = new URL('/graphql', job.origin).href;

/// A `fetch` with `sent`, the requests made with it and the answers to them: the method, the document's text and hash,
/// the operation's name, the variables, the status and the errors' codes.
export function noted() {
  const sent = [];
  const send = async (address, options = {}) => {
    const response = await fetch(address, options);
    const inAddress = Object.fromEntries(new URL(address).searchParams);
    const asJson = (text) => text && JSON.parse(text);
    const body = options.method === 'POST'
      ? JSON.parse(options.body)
      : { ...inAddress, variables: asJson(inAddress.variables), extensions: asJson(inAddress.extensions) };
    const { errors = [] } = await response.clone().json();
    sent.push({
      method: options.method ?? 'GET',
      operation: body.operationName,
      text: body.query,
      hash: body.extensions?.persistedQuery?.sha256Hash,
      variables: body.variables,
      status: response.status,
      codes: errors.map((error) => error.extensions.code),
    });
    return response;
  };
  return Object.assign(send, { sent });
}

/// The answer to a query, asked without any client.
export async function ask(query, variables = {}) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await response.json();
  assert.equal(errors, undefined);
  return data;
}

/// Told at the end of a script.
export const done = (client, what) => console.log(`${client}: ${what}`);
