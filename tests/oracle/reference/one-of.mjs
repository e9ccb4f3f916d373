// A rule of validation that graphql-js 16.15 does not apply where the input object itself stands in a place that takes
// no null, which is where ours stands.

import { GraphQLError, getNullableType, isInputObjectType, isNonNullType, typeFromAST } from 'graphql';

/// September 2025, All Variable Usages Are Allowed: a field of a `@oneOf` input object takes no nullable variable.
export function OneOfVariablesRule(context) {
  return {
    OperationDefinition(operation) {
      const declared = new Map((operation.variableDefinitions ?? []).map((it) => [it.variable.name.value, it.type]));
      for (const { node, parentType } of context.getRecursiveVariableUsages(operation)) {
        const object = getNullableType(parentType);
        const type = declared.get(node.name.value);
        if (!type || !isInputObjectType(object) || !object.isOneOf) continue;
        if (!isNonNullType(typeFromAST(context.getSchema(), type))) {
          context.reportError(new GraphQLError(`$${node.name.value} may be null, ${object.name} takes no null`, { nodes: node }));
        }
      }
    },
  };
}
