// The samples: queries that the server ships, each with what it asks, shown beside the editors.

import { isMacOs, useGraphiQL, type GraphiQLPlugin } from '@graphiql/react';
import type { Query } from './link';
import { useOpen } from './open';

/** A sample as `samples.json` has it. */
export interface Sample extends Query {
  name: string;
  title: string;
  explanation: string;
}

/** The samples of the server, in their order. */
export async function fetchSamples(): Promise<Sample[]> {
  const response = await fetch('samples.json');
  if (!response.ok) throw new Error(`samples.json: ${response.status} ${response.statusText}`);
  return response.json();
}

const CONTROL = isMacOs ? '⌘' : 'Ctrl';

const Icon = () => (
  <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round">
    <path d="M9 18h6M10 21h4M12 3a6 6 0 0 0-4 10.5c.8.8 1.2 1.4 1.2 2.5h5.6c0-1.1.4-1.7 1.2-2.5A6 6 0 0 0 12 3z" />
  </svg>
);

/** A text with what stands between backticks as code. */
const withCode = (text: string) => text.split('`').map((piece, index) => (index % 2 ? <code key={index}>{piece}</code> : piece));

/** The panel that lists them; choosing one opens it in a tab and runs it. */
export function samplesPlugin(samples: Sample[]): GraphiQLPlugin {
  const Content = () => {
    const open = useOpen();
    const current = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.query);
    return (
      <section aria-label="Samples" className="samples">
        <h2>Welcome to Demarche</h2>
        <p>
          What happened, who took part, who said what for whom, which measures followed, and which source says so. Choose a
          question: it opens in a tab and is answered. Then change it: <kbd>{CONTROL} Enter</kbd> asks again,{' '}
          <kbd>Ctrl Space</kbd> says what can stand at the cursor.
        </p>
        <ol>
          {samples.map((sample) => (
            <li key={sample.name}>
              <button type="button" aria-current={sample.query === current} data-sample={sample.name} onClick={() => open(sample, true)}>
                <strong>{sample.title}</strong>
                <span>{withCode(sample.explanation)}</span>
              </button>
            </li>
          ))}
        </ol>
        <footer>
          <a href="../schema.graphql">Schema</a> <a href="../third-party-licenses.txt">Licences of what this page is made of</a>
        </footer>
      </section>
    );
  };
  return { title: 'Samples', icon: Icon, content: Content };
}
