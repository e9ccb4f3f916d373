// The server under test, asked over HTTP.

import http from 'node:http';

/// How many connections are kept.
const CONNECTIONS = 4;

export class Client {
  #agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  #origin;

  constructor(origin) {
    this.#origin = origin;
  }

  /// The body behind a path.
  get(path) {
    return this.#request(path, 'GET');
  }

  /// The answer to a request, as JSON.
  async ask({ query, variables, operationName }) {
    return JSON.parse(await this.#request('/graphql', 'POST', JSON.stringify({ query, variables, operationName })));
  }

  /// What is called at the end, so that the process can end.
  close() {
    this.#agent.destroy();
  }

  #request(path, method, body, tries = CONNECTIONS + 2) {
    return new Promise((resolve, reject) => {
      const headers = { accept: 'application/graphql-response+json', 'content-type': 'application/json' };
      const request = http.request(new URL(path, this.#origin), { method, agent: this.#agent, headers }, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => resolve(Buffer.concat(chunks).toString()));
        response.on('error', reject);
      });
      request.on('error', (error) => {
        // the server ends connections on which nothing is asked for some seconds; asking twice changes nothing
        if (['ECONNRESET', 'EPIPE'].includes(error.code) && tries > 1) resolve(this.#request(path, method, body, tries - 1));
        else reject(error);
      });
      request.end(body);
    });
  }
}

/// Runs `task` on each item, a few at a time; the results are in the order of the items.
export async function inParallel(items, task, width = CONNECTIONS) {
  const results = new Array(items.length);
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) results[index] = await task(items[index], index);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
