// A trial: questions are put to the server and to the oracle, and where the answers differ it is kept.

import { getIntrospectionQuery } from 'graphql';
import { Client, inParallel } from './client.mjs';
import { compareAnswers } from './compare.mjs';
import { today } from './reference/dates.mjs';
import { Oracle } from './reference/oracle.mjs';
import { schemaOf } from './reference/schema.mjs';
import { shrink } from './shrink.mjs';

const INTROSPECTION = getIntrospectionQuery({
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  inputValueDeprecation: true,
  oneOf: true,
});

/// How many differences are shown.
const SHOWN = 3;

export class Trial {
  differences = [];

  /// Of the server at `origin`, whose database holds `tables`.
  static async begin({ origin, publicUrl, tables }) {
    const client = new Client(origin);
    const sdl = await client.get('/schema.graphql');
    const { data: introspection } = await client.ask({ query: INTROSPECTION });
    const schema = schemaOf(sdl, introspection);
    const limits = Object.keys(schema.getType('Limits').getFields()).join(' ');
    const { data: { server } } = await client.ask({ query: `{ server { version database dataVersion limits { __typename ${limits} } } }` });
    const surroundings = { schema, sdl, publicUrl, server, documents: new Map() };
    return new Trial(client, surroundings, new Oracle(tables, surroundings));
  }

  constructor(client, surroundings, oracle) {
    Object.assign(this, { client, surroundings, oracle });
  }

  /// Both answers to a question, and the first difference between them.
  async put(question) {
    const day = today();
    const answer = await this.client.ask(question);
    const expected = this.oracle.answer(question);
    // what stands today is another thing tomorrow
    if (day !== today()) return this.put(question);
    return { question, answer, expected, difference: compareAnswers(expected, answer, this.oracle.cursors) };
  }

  /// Puts the questions that are made of `items`: how many were answered alike, refused alike, otherwise as is `explained`, and otherwise.
  async putAll(items, make, explained) {
    const results = await inParallel(items, (item) => this.put(make(item)));
    const alike = results.filter(({ difference }) => !difference);
    const refused = alike.filter(({ expected }) => expected.rejected !== undefined).length;
    const different = results.filter((result) => result.difference && !explained(result));
    this.differences.push(...different);
    const counts = { equal: alike.length - refused, refused, different: different.length };
    return { results, ...counts, explained: results.length - alike.length - different.length };
  }

  /// The smallest differences, as text; each made smaller as long as the answers still differ.
  async report() {
    const smallest = [...this.differences].sort((a, b) => a.question.query.length - b.question.query.length).slice(0, SHOWN);
    const shown = [];
    for (const result of smallest) {
      const { question, difference } = await shrink(result, (candidate) => this.put(candidate));
      const { name, query, variables, operationName } = question;
      shown.push(
        [
          name ? `the case ${name}` : 'a question',
          query,
          `variables: ${JSON.stringify(variables ?? {})}${operationName ? `, operation ${operationName}` : ''}`,
          `first difference at ${difference.path}`,
          `  the oracle expects ${difference.expected}`,
          `  the server answers ${difference.actual}`,
        ].join('\n'),
      );
    }
    return shown.join('\n\n');
  }
}
