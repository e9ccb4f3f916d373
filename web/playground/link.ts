// Links that open a query: `#query=…&variables=…`.

/** A document with its variables, as the editors hold them. */
export interface Query {
  query: string;
  variables: string;
}

/** The query that an address asks to open, or null. Variables are laid out for reading; what is no JSON stays as it is. */
function linked(hash: string): Query | null {
  const parameters = new URLSearchParams(hash.slice(1));
  const query = parameters.get('query');
  return query ? { query, variables: laidOut(parameters.get('variables') ?? '') } : null;
}

/** The query of the page's address, which then stands there no longer: loading the page again opens what was made of it. */
export function takeLinked(): Query | null {
  const query = linked(location.hash);
  if (query) history.replaceState(null, '', location.pathname + location.search);
  return query;
}

/** The address that opens a query. */
export function linkTo({ query, variables }: Query): string {
  const parameters = new URLSearchParams({ query });
  if (variables.trim()) parameters.set('variables', variables);
  return `${location.origin}${location.pathname}#${parameters}`;
}

/** Copies a text; browsers offer the clipboard only to pages that came over https or from this machine. */
export async function copy(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (!copied) throw new Error('the browser does not let the page copy');
}

function laidOut(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
