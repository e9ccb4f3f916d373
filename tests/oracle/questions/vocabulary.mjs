// What values are made of, so that questions find something: ids, keys and pieces of texts of the records.

import { RECORDS } from '../reference/records.mjs';

const DATES = ['2023', '2023-06', '2023-07', '2023-07-20', '2023-07-21', '2023-06-28/2023-07-20', '[2023-07-01..2023-07-20]'];
const SAMPLE_DATES = ['2024', '2024-02', '2024-03', '2024-03-01', '2024-12-24?', '2024-02-29/2024-03-01%', '2025~', '2021/2022~'];

/// The words of a world's records.
export function vocabularyOf(data) {
  const records = Object.keys(RECORDS).flatMap((noun) => data.nouns[noun]);
  const texts = records.flatMap(({ title, name, text, names }) => [title, name, text, ...(names ?? []).map(({ value }) => value)]);
  const posts = data.nouns.Affiliation.map(({ title }) => title);
  const tags = records.flatMap((it) => [it.language, ...(it.names ?? []), ...Object.values(it.texts ?? {}).flat()]);
  const used = ['category', 'mode', 'kind', 'role', 'measures', 'contexts', 'reviewStatus', 'scope', 'factuality', 'quadClass'];
  return {
    records,
    words: new Set(Object.values(data.nouns).flat().flatMap((it) => used.flatMap((name) => it[name] ?? []))),
    ids: [...data.nodes.keys()],
    parties: [...data.nouns.Organization, ...data.nouns.Person].map(({ id }) => id),
    organizations: data.nouns.Organization.map(({ id }) => id),
    sectors: [...data.nouns.Organization.map(({ sector }) => sector).filter(Boolean), 'BUS'],
    programs: [...data.nouns.SanctionProgram.map(({ key }) => key), 'EU-IRQ'],
    numbers: [...data.nouns.Event.map(({ goldstein }) => goldstein).filter((it) => it !== null), 0, -10],
    slugs: records.map(({ slug }) => slug),
    permalinks: records.map(({ permalink }) => permalink),
    externalIds: records.flatMap(({ externalIds }) => externalIds),
    texts: [...texts, ...posts].filter((text) => typeof text === 'string'),
    languages: [...new Set(tags.map((it) => it?.language ?? it).filter((tag) => typeof tag === 'string'))],
    points: data.nouns.Place.map(({ point }) => point).filter(Boolean),
    countries: [...new Set(records.map(({ country }) => country).filter(Boolean)), 'DK'],
    datasets: data.datasets.map(({ key }) => key),
    dates: [...DATES, ...SAMPLE_DATES],
  };
}
