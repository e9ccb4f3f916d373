// The dumped records as plain objects under the names of the schema, each with what it has of its own. What they are to
// each other is put in by links.mjs.

import { fuzzyDate } from './dates.mjs';
import { compareText, label } from './text.mjs';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/// The public spelling of a 64-bit identity: a prefix and thirteen digits in base 32.
export function publicId(prefix, uid) {
  let bits = BigInt.asUintN(64, BigInt(uid));
  let digits = '';
  for (let digit = 0; digit < 13; digit += 1, bits >>= 5n) digits = ALPHABET[Number(bits & 31n)] + digits;
  return `${prefix}_${digits}`;
}

/// The nouns with an address of their own: their table, the prefix of their ids, their word in addresses and at the root.
export const RECORDS = {
  Event: { table: 'event', prefix: 'evt', plural: 'events' },
  Organization: { table: 'organization', prefix: 'org', plural: 'organizations' },
  Person: { table: 'person', prefix: 'per', plural: 'persons' },
  Statement: { table: 'statement', prefix: 'stm', plural: 'statements' },
  Sanction: { table: 'sanction', prefix: 'snc', plural: 'sanctions' },
  Source: { table: 'source', prefix: 'src', plural: 'sources' },
  Place: { table: 'place', prefix: 'plc', plural: 'places' },
};

/// The rows of a dump, each table in the order of recording.
export class Rows {
  constructor(tables) {
    this.tables = tables;
  }

  /// The rows whose `column` is `id`, by position where they have one.
  of(table, column, id) {
    const found = this.tables[table].filter((row) => row[column] === id);
    return found.sort((left, right) => (left.position ?? 0) - (right.position ?? 0));
  }

  /// The one row of that key.
  one(table, id) {
    return this.tables[table].find((row) => row.id === id);
  }

  /// The translations of a record's field.
  translations(record, field) {
    const found = this.of('translation', 'record_id', record).filter((row) => row.field === field);
    return found.map(({ language, text, machine }) => ({ __typename: 'Translation', language, text, machine: machine === 1 }));
  }

  /// The names of a record.
  names(record) {
    const found = this.of('name', 'record_id', record);
    return found.map(({ value, kind, language, script }) => ({ __typename: 'Name', value, kind, language, script }));
  }

  /// The words that belong to a record.
  words(table, column, word, record) {
    return this.of(table, column, record).map((row) => row[word]);
  }
}

/// The fuzzy date in the columns that begin with `name`.
export const dateOf = (row, name) => fuzzyDate(row[`${name}_edtf`], row[`${name}_text`]);

/// The fields whose texts are searched.
const SEARCHED = ['title', 'names', 'text', 'summary', 'description', 'speakerLabel', 'reason', 'legalBasis', 'authors'];

/// All records with what they have of their own, by noun; addresses begin with `publicUrl`.
export function records(rows, publicUrl) {
  const nouns = {};
  for (const [noun, { table, prefix, plural }] of Object.entries(RECORDS)) {
    nouns[noun] = rows.tables[table].map((row) => {
      const common = rows.one('record', row.id);
      const record = {
        __typename: noun,
        row: row.id,
        id: publicId(prefix, common.uid),
        slug: common.slug,
        permalink: `${publicUrl}/${plural}/${common.slug}`,
        reviewStatus: common.review_status,
        version: common.version,
        recordedAt: common.recorded_at,
        updatedAt: common.updated_at,
        externalIds: externalIds(rows, row.id),
        lists: {},
        ...OWN[noun](row, rows),
      };
      const own = SEARCHED.flatMap((name) => record[name] ?? []).map((it) => it.value ?? it);
      const translated = rows.of('translation', 'record_id', row.id).map(({ text }) => text);
      return { ...record, searched: [...own, ...translated], label: label(record.title ?? record.name ?? record.text ?? record.slug) };
    });
  }
  return nouns;
}

function externalIds(rows, record) {
  const found = rows.of('external_id', 'record_id', record);
  found.sort((left, right) => compareText(left.scheme, right.scheme) || compareText(left.value, right.value));
  return found.map(({ scheme, value, url }) => ({ __typename: 'ExternalId', scheme, value, url }));
}

function party(row, rows) {
  const { name, country } = rows.one('party', row.id);
  const texts = { description: rows.translations(row.id, 'description') };
  return { name, country, names: rows.names(row.id), description: row.description, texts };
}

function estimate({ fatalities_low: low, fatalities_best: best, fatalities_high: high }) {
  return low === null && best === null && high === null ? null : { __typename: 'Estimate', low, best, high };
}

function sourceCode({ source_scheme: scheme, source_code: code, source_label: label }) {
  return code === null ? null : { __typename: 'SourceCode', scheme, code, label };
}

/// What each noun has of its own; `texts` holds the translations of the fields that take `lang`.
const OWN = {
  Event: (row, rows) => ({
    scope: row.scope,
    factuality: row.factuality,
    title: row.title,
    summary: row.summary,
    texts: { title: rows.translations(row.id, 'title'), summary: rows.translations(row.id, 'summary') },
    category: row.category,
    mode: row.mode,
    contexts: rows.words('event_context', 'event_id', 'context', row.id),
    quadClass: row.quad_class,
    goldstein: row.goldstein_tenths === null ? null : row.goldstein_tenths / 10,
    sourceCode: sourceCode(row),
    occurred: dateOf(row, 'occurred'),
    placePrecision: row.place_precision,
    fatalities: estimate(row),
  }),
  Organization: (row, rows) => ({ ...party(row, rows), kind: row.kind, sector: row.sector, website: row.website }),
  Person: party,
  Statement: (row, rows) => ({
    text: row.text,
    verbatim: row.verbatim === 1,
    language: row.language,
    translations: rows.translations(row.id, 'text'),
    kind: row.kind,
    speakerLabel: row.speaker_label,
    alleged: row.alleged === 1,
    said: dateOf(row, 'said'),
    channel: row.channel,
  }),
  Sanction: (row, rows) => ({
    title: row.title,
    measures: rows.words('sanction_measure', 'sanction_id', 'measure', row.id),
    announced: dateOf(row, 'announced'),
    effective: dateOf(row, 'effective'),
    expires: dateOf(row, 'expires'),
    ended: dateOf(row, 'ended'),
    legalBasis: row.legal_basis,
    reason: row.reason,
    scope: row.scope,
  }),
  Source: (row) => ({
    title: row.title,
    authors: JSON.parse(row.authors),
    url: row.url,
    published: dateOf(row, 'published'),
    retrievedAt: row.retrieved_at,
    language: row.language,
    contentHash: row.content_hash,
  }),
  Place: (row, rows) => ({
    name: row.name,
    names: rows.names(row.id),
    kind: row.kind,
    country: row.country,
    point: row.latitude === null ? null : { __typename: 'LatLng', latitude: row.latitude, longitude: row.longitude },
    geometry: row.geometry === null ? null : JSON.parse(row.geometry),
  }),
};
