// The button that copies a link to the query.

import { ToolbarButton, useGraphiQL } from '@graphiql/react';
import { useState } from 'react';
import { copy, linkTo } from './link';

const SHOWN_MS = 2000;

export function CopyLink() {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const [outcome, setOutcome] = useState('');
  const onClick = async () => {
    const link = linkTo({ query: queryEditor?.getValue() ?? '', variables: variableEditor?.getValue() ?? '' });
    try {
      await copy(link);
      setOutcome('Link copied');
    } catch (error) {
      setOutcome(`Not copied: ${error instanceof Error ? error.message : error}`);
    }
    setTimeout(() => setOutcome(''), SHOWN_MS);
  };
  return (
    <>
      <ToolbarButton onClick={onClick} label="Copy a link to this query">
        <svg className="graphiql-toolbar-icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.7" aria-hidden="true">
          <path d="M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1" strokeLinecap="round" />
        </svg>
      </ToolbarButton>
      <output className="copied">{outcome}</output>
    </>
  );
}
