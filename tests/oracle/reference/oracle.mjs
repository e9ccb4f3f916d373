// The oracle: what a request must be answered with, worked out by graphql-js and plain resolvers over the dumped records.

import { GraphQLError, Kind, executeSync, getOperationAST, getVariableValues, parse, specifiedRules, validate } from 'graphql';
import { Cursors } from './cursors.mjs';
import { link } from './links.mjs';
import { NEWER_RULES } from './newer-rules.mjs';
import { Refused } from './refused.mjs';
import { resolve, serverInfo } from './resolvers.mjs';
import { checkArguments } from './rules.mjs';

const RULES = [...specifiedRules, ...NEWER_RULES];

export class Oracle {
  /// Of a dump as it stands; `server` says what is not in the records, `documents` keeps those that are validated.
  constructor(tables, { schema, sdl, publicUrl, server, documents }) {
    this.schema = schema;
    this.documents = documents;
    this.data = link(tables, publicUrl);
    this.cursors = new Cursors();
    this.limits = server.limits;
    this.server = serverInfo(sdl, server);
  }

  /// `{ data }`, or `{ rejected: why }`.
  answer({ query, variables, operationName }) {
    try {
      return { data: this.#data(query, variables, operationName) };
    } catch (error) {
      // what is neither GraphQL's nor a rule's is a fault in here
      const cause = error.originalError ?? error;
      if (!(cause instanceof GraphQLError || cause instanceof Refused)) throw cause;
      return { rejected: error.message };
    }
  }

  #data(query, variableValues, operationName) {
    const { schema } = this;
    const document = this.#document(query);
    const operation = getOperationAST(document, operationName);
    if (!operation) throw new Refused('it is not clear which operation');
    const variables = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {});
    if (variables.errors) throw variables.errors[0];

    const named = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).map((it) => [it.name.value, it]);
    checkArguments(operation, { schema, fragments: Object.fromEntries(named), variables: variables.coerced, context: this });
    const result = executeSync({
      schema,
      document,
      operationName,
      variableValues,
      contextValue: this,
      fieldResolver: resolve,
      typeResolver: (thing) => thing.__typename,
    });
    if (result.errors) throw result.errors[0];
    return result.data;
  }

  /// A document that is right by GraphQL; which it is does not depend on the records.
  #document(query) {
    const known = this.documents.get(query);
    if (known) return known;
    const document = parse(query);
    const [error] = validate(this.schema, document, RULES, { maxErrors: 1 });
    if (error) throw error;
    this.documents.set(query, document);
    return document;
  }
}
