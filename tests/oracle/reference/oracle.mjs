// The oracle: what a request must be answered with, worked out by graphql-js and plain resolvers over the dumped records.

import { GraphQLError, Kind, executeSync, getOperationAST, getVariableValues, parse, specifiedRules, validate } from 'graphql';
import { Cursors } from './cursors.mjs';
import { link } from './links.mjs';
import { OneOfVariablesRule } from './one-of.mjs';
import { Refused } from './refused.mjs';
import { resolve, serverInfo } from './resolvers.mjs';
import { checkArguments } from './rules.mjs';

const RULES = [...specifiedRules, OneOfVariablesRule];

export class Oracle {
  /// Of a dump as it stands; `server` says what is not in the records.
  constructor(tables, { schema, sdl, publicUrl, server }) {
    this.schema = schema;
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
    const document = parse(query);
    const [error] = validate(schema, document, RULES, { maxErrors: 1 });
    if (error) throw error;
    const operation = getOperationAST(document, operationName);
    if (!operation) throw new Refused('it is not clear which operation');
    if (operation.operation !== 'query') throw new Refused(`there is no ${operation.operation}`);
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
}
