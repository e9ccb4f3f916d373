// The dumped records linked to each other. A list that is read in pages stands in `lists`: its entries in the order of
// recording, each with its node and, between events and measures, with the kind of the link.

import { RECORDS, Rows, dateOf, publicId, records } from './records.mjs';
import { compareText } from './text.mjs';

const entry = (node, kind = null) => ({ node, kind });
const push = (thing, list, node, kind) => (thing.lists[list] ??= []).push(entry(node, kind));

/// Everything in a dump: things by noun and by id, data sets by key.
export function link(tables, publicUrl) {
  const rows = new Rows(tables);
  const nouns = records(rows, publicUrl);
  const byRow = new Map(Object.values(nouns).flatMap((list) => list.map((record) => [record.row, record])));
  const get = (row) => (row === null ? null : byRow.get(row));

  /// The things of a noun that is no record, made of the rows of a table.
  const make = (noun, table, prefix, fields) => {
    nouns[noun] = tables[table].map((row) => {
      return { __typename: noun, row: row.id, id: prefix && publicId(prefix, row.uid), lists: {}, ...fields(row) };
    });
    return new Map(nouns[noun].map((thing) => [thing.row, thing]));
  };

  const datasets = make('Dataset', 'dataset', 'dst', ({ key, title, license, attribution, url }) => {
    return { key, title, license, attribution, url, recordCounts: [] };
  });
  make('ImportRun', 'import_run', 'run', ({ dataset_id, file, sha256, started_at, finished_at, ...counts }) => {
    const { read, inserted, updated, unchanged, skipped, rejected } = counts;
    const numbers = { read, inserted, updated, unchanged, skipped, rejected };
    return { dataset: datasets.get(dataset_id), file, sha256, startedAt: started_at, finishedAt: finished_at, ...numbers };
  }).forEach((run) => push(run.dataset, 'imports', run));
  countRecords(tables, datasets);
  const programs = make('SanctionProgram', 'sanction_program', 'prg', ({ id, key, title, url, issuer_id }) => {
    return { key, title, url, issuer: get(issuer_id), measures: rows.words('program_measure', 'program_id', 'measure', id) };
  });

  for (const [noun, { table }] of Object.entries(RECORDS)) {
    nouns[noun].forEach((record) => {
      const row = rows.one(table, record.row);
      record.dataset = datasets.get(rows.one('record', record.row).dataset_id);
      ONE[noun]?.(record, row, { get, programs, rows });
    });
  }
  for (const record of nouns.Organization) if (record.parent) push(record.parent, 'children', record);
  for (const event of nouns.Event) if (event.place) push(event.place, 'events', event);
  for (const statement of nouns.Statement) {
    if (statement.speaker) push(statement.speaker, 'statements', statement);
    if (statement.onBehalfOf) push(statement.onBehalfOf, 'statements', statement);
  }
  for (const sanction of nouns.Sanction) {
    for (const issuer of sanction.issuers) push(issuer, 'sanctionsIssued', sanction);
    for (const target of sanction.targets) push(target, 'sanctionsAgainst', sanction);
  }
  for (const row of tables.statement_event) {
    push(get(row.statement_id), 'events', get(row.event_id));
    push(get(row.event_id), 'statements', get(row.statement_id));
  }
  for (const row of tables.sanction_event) {
    push(get(row.sanction_id), 'events', get(row.event_id), row.kind);
    push(get(row.event_id), 'sanctions', get(row.sanction_id), row.kind);
  }

  const links = [
    ...make('Participation', 'participation', 'ptc', ({ event_id, party_id, on_behalf_of_id, role, alleged, note }) => {
      return { event: get(event_id), party: get(party_id), onBehalfOf: get(on_behalf_of_id), role, alleged: alleged === 1, note };
    }),
    ...make('EventRelation', 'event_relation', 'rel', ({ from_id, to_id, kind, note }) => {
      return { from: get(from_id), to: get(to_id), kind, note };
    }),
    ...make('Affiliation', 'affiliation', 'aff', (row) => {
      const [from, to] = [dateOf(row, 'began'), dateOf(row, 'ended')];
      return { person: get(row.person_id), organization: get(row.organization_id), title: row.title, from, to };
    }),
    ...make('StatusChange', 'status_change', null, (row) => {
      const { status, position } = row;
      return { sanction: get(row.sanction_id), position, status, on: dateOf(row, 'changed'), event: get(row.event_id) };
    }),
  ];
  for (const it of nouns.Participation) {
    push(it.event, 'participations', it);
    push(it.party, 'participations', it);
  }
  for (const it of nouns.EventRelation) {
    push(it.from, 'relations', it);
    push(it.to, 'relations', it);
  }
  for (const it of nouns.Affiliation) {
    push(it.person, 'affiliations', it);
    push(it.organization, 'members', it);
  }
  for (const sanction of nouns.Sanction) sanction.statusHistory = [];
  for (const change of nouns.StatusChange) change.sanction.statusHistory.push(change);
  for (const sanction of nouns.Sanction) sanction.statusHistory.sort((left, right) => left.position - right.position);

  cite(make, rows, get, new Map(links), nouns);
  const nodes = new Map();
  for (const thing of Object.values(nouns).flat()) if (thing.id) nodes.set(thing.id, thing);
  return { nouns, nodes, datasets: [...nouns.Dataset].sort((left, right) => compareText(left.key, right.key)) };
}

/// What each noun points to.
const ONE = {
  Event: (event, row, { get }) => Object.assign(event, { place: get(row.place_id) }),
  Organization: (organization, row, { get }) => Object.assign(organization, { parent: get(row.parent_id) }),
  Place: (place, row, { get }) => Object.assign(place, { parent: get(row.parent_id) }),
  Source: (source, row, { get }) => Object.assign(source, { outlet: get(row.outlet_id) }),
  Statement: (statement, row, { get, rows }) =>
    Object.assign(statement, {
      speaker: get(row.speaker_id),
      onBehalfOf: get(row.on_behalf_of_id),
      partOf: get(row.part_of_id),
      addressedTo: rows.words('statement_addressee', 'statement_id', 'party_id', row.id).map(get),
    }),
  Sanction: (sanction, row, { get, programs, rows }) =>
    Object.assign(sanction, {
      program: row.program_id === null ? null : programs.get(row.program_id),
      issuers: rows.words('sanction_issuer', 'sanction_id', 'party_id', row.id).map(get),
      targets: rows.words('sanction_target', 'sanction_id', 'party_id', row.id).map(get),
    }),
};

/// How many records of each type a data set holds.
function countRecords(tables, datasets) {
  for (const dataset of datasets.values()) {
    const counts = {};
    for (const row of tables.record) if (row.dataset_id === dataset.row) counts[row.record_type] = (counts[row.record_type] ?? 0) + 1;
    const types = Object.keys(counts).sort();
    dataset.recordCounts = types.map((type) => ({ __typename: 'RecordCount', type, count: counts[type] }));
  }
}

/// Citations: of a record as such, of a link, and everything that rests on a source.
function cite(make, rows, get, links, nouns) {
  make('Citation', 'citation', 'cit', (row) => ({
    source: get(row.source_id),
    record: get(row.record_id),
    link: row.link_id === null ? null : links.get(row.link_id),
    attributedTo: rows.words('citation_attribution', 'citation_id', 'organization_id', row.id).map(get),
    attributionLabel: row.attribution_label,
    field: row.field,
    exact: row.exact,
    prefix: row.prefix,
    suffix: row.suffix,
    locator: row.locator,
    verification: row.verification,
  }));
  for (const citation of nouns.Citation) {
    push(citation.link ?? citation.record, 'citations', citation);
    push(citation.source, 'supports', citation);
    (citation.record.cited ??= []).push(citation.source);
  }
  for (const change of nouns.StatusChange) change.citations = (change.lists.citations ?? []).map(({ node }) => node);
}
