// Dates in the subset of the Extended Date/Time Format that the schema's description of EDTF names: what they mean, and
// which texts are none.

const POINT = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)$/;

/// The last day of a month, from 1.
const lastDay = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

const two = (number) => String(number).padStart(2, '0');

/// Whether a text is a day of the calendar, as RFC 3339 writes it.
export function isDay(text) {
  return /^\d{4}-\d\d-\d\d$/.test(text) && parsePoint(text) !== null;
}

/// A day, month or year with its marker; null for anything else.
function parsePoint(text) {
  const [, year, month, day, marker] = POINT.exec(text) ?? [];
  if (year === undefined || year === '0000') return null;
  if (month !== undefined && !(month >= 1 && month <= 12)) return null;
  if (day !== undefined && !(day >= 1 && day <= lastDay(+year, +month))) return null;
  return {
    earliest: `${year}-${month ?? '01'}-${day ?? '01'}`,
    latest: `${year}-${month ?? '12'}-${day ?? two(lastDay(+year, +(month ?? 12)))}`,
    precision: day ? 'DAY' : month ? 'MONTH' : 'YEAR',
    approximate: marker === '~' || marker === '%',
    uncertain: marker === '?' || marker === '%',
  };
}

/// What a text in EDTF says: bounds, precision, markers; null where it is no such text.
export function parseDate(text) {
  const interval = /^([^/[\]]+)\/([^/[\]]+)$/.exec(text);
  const span = /^\[([^/[\]]+?)\.\.([^/[\]]+)\]$/.exec(text);
  const ends = interval ?? span;
  if (ends === null) {
    const point = parsePoint(text);
    return point && { ...point, lasting: false };
  }
  const [first, last] = [parsePoint(ends[1]), parsePoint(ends[2])];
  if (first === null || last === null || last.latest <= first.earliest) return null;
  // two ends that are the same text are not a span
  if (span && ends[1] === ends[2]) return null;
  const days = (Date.parse(last.latest) - Date.parse(first.earliest)) / 86_400_000 + 1;
  return {
    earliest: first.earliest,
    latest: last.latest,
    precision: span && days === 7 ? 'WEEK' : 'RANGE',
    approximate: first.approximate || last.approximate,
    uncertain: first.uncertain || last.uncertain,
    lasting: interval !== null,
  };
}

/// A fuzzy date as the API shows it; null where there is none.
export function fuzzyDate(edtf, text) {
  return edtf === null ? null : { __typename: 'FuzzyDate', edtf, text, ...parseDate(edtf) };
}

const INSTANT = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/i;

/// A date-time of RFC 3339 as nanoseconds since 1970; null where a text is none.
export function parseInstant(text) {
  const [, day, hour, minute, second, fraction = '', sign, hours = 0, minutes = 0] = INSTANT.exec(text) ?? [];
  if (day === undefined || !isDay(day) || hour > 23 || minute > 59 || second > 59 || hours > 23 || minutes > 59) return null;
  const offset = (+hours * 60 + +minutes) * (sign === '-' ? -1 : 1);
  const milliseconds = Date.parse(`${day}T${hour}:${minute}:${second}Z`) - offset * 60_000;
  return BigInt(milliseconds) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
}

/// Today, UTC.
export const today = () => new Date().toISOString().slice(0, 10);
