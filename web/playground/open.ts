// Opening a query in a tab.

import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { parse } from 'graphql';
import type { Query } from './link';

/** What opens a query in a tab, the one that holds it already where there is one, and runs it if asked to. */
export function useOpen(): (wanted: Query, run?: boolean) => void {
  const { addTab, changeTab, setOperationName, run } = useGraphiQLActions();
  const tabs = useGraphiQL((state) => state.tabs);
  const active = useGraphiQL((state) => state.activeTabIndex);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  return ({ query, variables }, andRun = false) => {
    if (!queryEditor || !variableEditor) return;
    const holds = tabs.findIndex((tab) => tab.query === query && (tab.variables ?? '') === variables);
    if (holds < 0) {
      addTab();
      queryEditor.setValue(query);
      variableEditor.setValue(variables);
    } else if (holds !== active) {
      changeTab(holds);
    }
    // the editor works it out too, but only some time after it was changed
    setOperationName(firstOperation(query) ?? '');
    if (andRun) run();
  };
}

function firstOperation(query: string): string | undefined {
  try {
    const operation = parse(query).definitions.find((definition) => definition.kind === 'OperationDefinition');
    return operation?.name?.value;
  } catch {
    return undefined;
  }
}
