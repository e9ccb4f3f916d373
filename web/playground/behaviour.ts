// What the page does beyond GraphiQL: parts without a look of their own, which stand within it to get at its state.

import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect } from 'react';
import { takeLinked } from './link';
import { useOpen } from './open';

const FONT_SIZE = 13;

/** Opens what links within the page ask for. */
export function Links() {
  const open = useOpen();
  useEffect(() => {
    const follow = () => {
      const query = takeLinked();
      if (query) open(query);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, [open]);
  return null;
}

/** Has the editors follow the system from light to dark, as the rest of the page does by itself. */
export function FollowSystem() {
  const theme = useGraphiQL((state) => state.theme);
  const { setTheme } = useGraphiQLActions();
  useEffect(() => {
    if (theme) return;
    const system = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => setTheme(null);
    system.addEventListener('change', follow);
    return () => system.removeEventListener('change', follow);
  }, [theme, setTheme]);
  return null;
}

/** Shows more of a query at once: three panes stand side by side. */
export function Compact() {
  const query = useGraphiQL((state) => state.queryEditor);
  const variables = useGraphiQL((state) => state.variableEditor);
  const headers = useGraphiQL((state) => state.headerEditor);
  const response = useGraphiQL((state) => state.responseEditor);
  useEffect(() => {
    for (const editor of [query, variables, headers, response]) editor?.updateOptions({ fontSize: FONT_SIZE });
  }, [query, variables, headers, response]);
  return null;
}

/** Answers the query that is open once there is where to show it, so that who comes first sees what answers look like. */
export function Answered() {
  const ready = useGraphiQL((state) => Boolean(state.queryEditor && state.variableEditor && state.responseEditor));
  const { run } = useGraphiQLActions();
  useEffect(() => {
    if (ready) run();
  }, [ready, run]);
  return null;
}
