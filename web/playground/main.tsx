// The playground: GraphiQL for the server that sends this page, with samples beside it. Everything it is made of, and
// everything it asks, comes from that server.

import './workers';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import '@graphiql/plugin-explorer/style.css';
import 'graphiql/graphiql.css';
import './page.css';

import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { Answered, Compact, FollowSystem, Links } from './behaviour';
import { CopyLink } from './copy-link';
import { takeLinked } from './link';
import { fetchSamples, samplesPlugin } from './samples';

/** How many samples stand in tabs at the first visit. */
const FIRST_TABS = 3;

const root = createRoot(document.getElementById('page')!);
try {
  const samples = await fetchSamples();
  const panel = samplesPlugin(samples);
  const link = takeLinked();
  const firstVisit = localStorage.getItem('graphiql:tabState') === null;
  const tabs = [...(link ? [link] : []), ...samples.slice(0, FIRST_TABS)];
  const initial = link ?? (firstVisit ? tabs[0] : undefined);
  root.render(
    <GraphiQL
      fetcher={createGraphiQLFetcher({ url: new URL('../graphql', location.href).href })}
      plugins={[panel, HISTORY_PLUGIN, explorerPlugin({ showAttribution: false })]}
      visiblePlugin={firstVisit ? panel : undefined}
      defaultTabs={tabs}
      initialQuery={initial?.query}
      initialVariables={initial?.variables}
      defaultEditorToolsVisibility="variables"
    >
      <GraphiQL.Logo>
        <a className="logo" href="../">
          Demarche <span>playground</span>
        </a>
      </GraphiQL.Logo>
      <GraphiQL.Toolbar>
        {({ prettify, merge, copy }) => (
          <>
            {prettify}
            {merge}
            {copy}
            <CopyLink />
          </>
        )}
      </GraphiQL.Toolbar>
      <Compact />
      <FollowSystem />
      <Links />
      {firstVisit && !link && <Answered />}
    </GraphiQL>,
  );
} catch (error) {
  root.render(<p className="loading">The playground cannot start: {String(error)}. Load the page again.</p>);
}
