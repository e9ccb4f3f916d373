// Values of input types, as JSON: right by type, and mostly such that they find something.

import { getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType, isRequiredInputField } from 'graphql';
import { isDefined } from '../differences.mjs';
import { takesNull } from '../reference/rules.mjs';

/// Whether values of a type are filters that combine, or lists by such filters: through them filters hold filters.
function isDeep(type) {
  const fields = isInputObjectType(type) ? type.getFields() : {};
  return 'not' in fields || ('some' in fields && isDeep(getNamedType(fields.some.type)));
}

/// What lies beside an instant by less than is kept, and other ways to write one.
const INSTANTS = [
  '2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000000001Z', '2025-12-31T23:59:59.9995Z', '2026-01-01T02:00:00+02:00',
  '2025-12-31t20:30:00.000-03:30', '2026-01-01T00:00:00+00:01', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z',
];

export class Values {
  constructor(random, vocabulary) {
    this.random = random;
    this.words = vocabulary;
  }

  /// A value of `type`; `name` is that of the argument or field it is for, `depth` how far filters may nest.
  of(type, name = '', depth = 3) {
    const { random } = this;
    if (isNonNullType(type)) return this.of(type.ofType, name, depth);
    // grouped by nothing is refused, so that is rare
    const least = name === 'by' && random.chance(0.95) ? 1 : 0;
    if (isListType(type)) return Array.from({ length: least + random.below(4) }, () => this.of(type.ofType, name, depth));
    if (isEnumType(type)) return this.#word(type);
    if (isInputObjectType(type)) return type.isOneOf ? this.#oneOf(type) : this.#object(type, name, depth);
    return this.#scalar(type, name);
  }

  /// A word of an enum, rather one that is used.
  #word(type) {
    const words = type.getValues().map((it) => it.name).filter(isDefined);
    const used = words.filter((word) => this.words.words.has(word));
    return this.random.pick(used.length > 0 && this.random.chance(0.8) ? used : words);
  }

  #oneOf(type) {
    const { random, words } = this;
    if (type.name === 'GeoFilter') return this.#area();
    if (type.name !== 'RecordBy') {
      const field = random.pick(Object.values(type.getFields()));
      return { [field.name]: this.of(field.type, field.name) };
    }
    const record = random.pick(words.records);
    const key = record.externalIds[0];
    const ways = { id: record.id, slug: record.slug, url: record.permalink };
    if (key) ways.externalId = { scheme: key.scheme, value: key.value };
    const way = random.pick(Object.keys(ways).filter((it) => it in type.getFields()));
    return { [way]: ways[way] };
  }

  /// An area, rather one around places that are there.
  #area() {
    const { random, words } = this;
    const [{ latitude, longitude }, other] = [random.pick(words.points), random.pick(words.points)];
    const [east, north] = [() => random.pick([-180, -90, 0, 18, 44.5, 180]), () => random.pick([-90, 0, 33, 59, 60, 90])];
    const ring = () => {
      const corners = Array.from({ length: 3 + random.below(3) }, () => [random.pick([longitude, east()]), random.pick([latitude, north()])]);
      return random.chance(0.97) ? [...corners, corners[0]] : corners;
    };
    const polygon = () => Array.from({ length: 1 + random.below(2) }, ring);
    const [south, most] = [latitude, random.pick([other.latitude, north()])].sort((left, right) => left - right);
    return random.pick([
      () => ({ near: { latitude: random.pick([latitude, other.latitude + 0.1]), longitude, radiusKm: random.pick([0, 0.1, 10, 1500, 4000.5, 20016, -1]) } }),
      () => ({ box: { west: random.pick([longitude, east()]), south, east: random.pick([longitude, other.longitude, east()]), north: most } }),
      () => ({ inside: { type: 'Polygon', coordinates: polygon() } }),
      () => ({ inside: { type: random.pick(['MultiPolygon', 'MultiPolygon', 'Point']), coordinates: [polygon(), polygon()] } }),
    ])();
  }

  #object(type, name, depth) {
    const { random } = this;
    if (type.name === 'GeoCircle') return this.#area().near ?? { latitude: 33.3, longitude: 44.4, radiusKm: 2000 };
    const value = {};
    const fields = Object.values(type.getFields());
    const shallow = depth > 0 ? fields : fields.filter((field) => !isDeep(getNamedType(field.type)));
    const wanted = new Set(random.some(shallow, random.chance(0.1) ? 0 : 1 + random.below(2)));
    for (const field of fields) {
      if (!wanted.has(field) && !isRequiredInputField(field)) continue;
      const nullable = !isNonNullType(field.type) && takesNull(type, field.name);
      // a test is named by the field that it tests: title: { eq }
      const inner = ['eq', 'ne', 'in', 'notIn', 'contains', 'startsWith', 'endsWith'].includes(field.name) ? name : field.name;
      value[field.name] = nullable && random.chance(0.12) ? null : this.of(field.type, inner, depth - 1);
    }
    return value;
  }

  #scalar({ name: type }, name) {
    const { random, words } = this;
    switch (type) {
      case 'Int': return name === 'geohash' ? random.below(11) : random.below(5);
      case 'GeoJSON': return this.#area().inside ?? { type: 'Polygon', coordinates: [[[0, 0], [90, 0], [0, 90], [0, 0]]] };
      case 'Float': return random.pick(words.numbers) + random.pick([0, 0, 0, 0.05, -0.04]);
      case 'Boolean': return random.chance(0.5);
      case 'ID':
        if (['from', 'to', 'source', 'target'].includes(name) && random.chance(0.9)) return random.pick(words.parties);
        if (name === 'within' && random.chance(0.8)) return random.pick(words.organizations);
        return random.chance(0.95) ? random.pick(words.ids) : random.pick(['evt_nothing', '', '7']);
      case 'Date': return random.pick(['2023-06-28', '2023-07-20', '2024-01-01', '2000-02-29', '2024-04-01']);
      case 'DateTime': return random.pick(INSTANTS);
      case 'EDTF': return random.pick(words.dates);
      case 'URL': return random.chance(0.9) ? random.pick(words.permalinks) : 'https://elsewhere.example/events/x';
      case 'CountryCode': return random.pick(words.countries);
      case 'LanguageTag': return random.chance(0.3) ? random.pick(['de-CH-1996', 'FR-ca', 'en-GB', 'tlh']) : random.pick(words.languages);
      default: return this.#text(name);
    }
  }

  #text(name) {
    const { random, words } = this;
    switch (name) {
      case 'slug': return this.#piece(random.pick(words.slugs));
      case 'dataset': return this.#piece(random.pick(words.datasets));
      case 'language': return this.#piece(random.pick(words.languages));
      case 'sector': return this.#piece(random.pick(words.sectors));
      case 'program': return this.#piece(random.pick(words.programs));
      case 'scheme': return random.pick(words.externalIds)?.scheme ?? 'wikidata';
      case 'value':
      case 'externalId': return random.pick(words.externalIds)?.value ?? 'Q1';
      case 'matches': return this.#search();
      default: return this.#piece(random.pick(words.texts));
    }
  }

  /// Some words of a text, marked in one of the ways that mean something.
  #search() {
    const { random, words } = this;
    const some = () => {
      const text = random.pick(words.texts).split(' ');
      const start = random.below(text.length);
      return text.slice(start, start + 1 + random.below(2)).join(' ');
    };
    const piece = () => random.pick([some, some, () => `"${some()}"`, () => `-${some()}`, () => `OR ${some()}`, () => `${some().slice(0, 4)}*`])();
    return Array.from({ length: 1 + random.below(3) }, piece).join(' ');
  }

  /// A text, or a piece of it, or its letters in another case.
  #piece(text) {
    const { random } = this;
    const letters = [...text];
    const start = random.below(letters.length);
    switch (random.below(5)) {
      case 0: return text;
      case 1: return letters.slice(0, 1 + random.below(4)).join('');
      case 2: return letters.slice(-1 - random.below(4)).join('');
      case 3: return text.toUpperCase();
      default: return letters.slice(start, start + 1 + random.below(5)).join('');
    }
  }
}
