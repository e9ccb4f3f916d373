// Ready-made references, as the schema describes the words of CitationStyle.

import { parseDate } from './dates.mjs';
import { oneLine } from './text.mjs';

/// What a record's reference is made of.
function pieces(record) {
  const { __typename: noun } = record;
  return {
    title: { Statement: record.text, Organization: record.name, Person: record.name, Place: record.name }[noun] ?? record.title,
    quoted: noun === 'Statement' && record.verbatim,
    date: { Event: record.occurred, Statement: record.said, Sanction: record.announced, Source: record.published }[noun],
    authors: noun === 'Source' ? record.authors : [],
    publisher: noun === 'Source' ? record.outlet?.name : undefined,
    url: noun === 'Source' ? record.url : undefined,
    // a source is cited as itself, everything else as an entry of its data set
    dataset: noun === 'Source' ? undefined : record.dataset,
  };
}

/// A line of text.
export function plain(record) {
  const { title, quoted, date, authors, publisher, url, dataset } = pieces(record);
  const line = title && oneLine(title).replace(/\.+$/, '');
  const parts = [
    authors.join('; '),
    line && (quoted ? `“${line}”` : line),
    publisher,
    date?.edtf,
    url,
    dataset && `In: ${dataset.title} (${dataset.attribution})`,
    record.permalink,
  ];
  return parts.filter(Boolean).join('. ');
}

const numbers = (day) => day.split('-').map(Number);

/// A date of CSL: as exact as it is known, or from … to.
function issued({ edtf }) {
  const { earliest, latest, precision, approximate, uncertain } = parseDate(edtf);
  const parts = { DAY: 3, MONTH: 2, YEAR: 1 }[precision];
  const dates = parts ? [numbers(earliest).slice(0, parts)] : [numbers(earliest), numbers(latest)];
  return { ...(approximate || uncertain ? { circa: true } : {}), 'date-parts': dates };
}

/// An item of the Citation Style Language, its keys in alphabetical order.
export function csl(record) {
  const { title, date, authors, publisher, url, dataset } = pieces(record);
  const item = {
    id: record.permalink,
    type: record.__typename === 'Source' ? 'article' : 'entry',
    URL: url ?? record.permalink,
    title: title ?? undefined,
    author: authors.length ? authors.map((literal) => ({ literal })) : undefined,
    publisher,
    issued: date ? issued(date) : undefined,
    'container-title': dataset?.title,
    note: dataset?.attribution,
  };
  return JSON.stringify(Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))));
}
