// Rules of validation that the specification of September 2025 has and graphql-js 16.15 has not, or not everywhere.

import { GraphQLError, getNullableType, isInputObjectType, isNonNullType, typeFromAST } from 'graphql';

/// 5.2.1.1, Operation Type Existence: no operation in a document is of a kind that the schema has no root type for.
function OperationTypeExistenceRule(context) {
  return {
    OperationDefinition(operation) {
      if (context.getSchema().getRootType(operation.operation)) return;
      context.reportError(new GraphQLError(`the schema has no ${operation.operation}`, { nodes: operation }));
    },
  };
}

/// 5.8.5, All Variable Usages Are Allowed: a field of a `@oneOf` input object takes no nullable variable. The library
/// passes over objects in places that take no null, which is where ours stand.
function OneOfVariablesRule(context) {
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

export const NEWER_RULES = [OperationTypeExistenceRule, OneOfVariablesRule];
