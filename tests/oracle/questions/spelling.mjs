// Values written into documents: as literals in the several ways of GraphQL, and in parts as variables with and without
// defaults, given, null and absent.

import { getNullableType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';

export class Spelling {
  /// The variables' definitions and values, for the document.
  definitions = [];
  variables = {};

  constructor(random, values) {
    this.random = random;
    this.values = values;
  }

  /// A value of `type` as it stands in a document. `optional` where a default steps in for what is absent.
  write(value, type, { optional = false, oneOf = false } = {}) {
    const { random } = this;
    if (random.chance(0.15)) return this.#variable(value, type, optional, oneOf);
    return this.#literal(value, type, true);
  }

  #literal(value, type, variables) {
    const { random } = this;
    const bare = getNullableType(type);
    const inner = (it, ty, options) => (variables ? this.write(it, ty, options) : this.#literal(it, ty, false));
    if (value === null) return 'null';
    if (isListType(bare)) {
      const single = value.length === 1 && value[0] !== null && !Array.isArray(value[0]);
      // a single item may stand for a list of it
      if (single && random.chance(0.2)) return this.#literal(value[0], bare.ofType, variables);
      return `[${value.map((item) => inner(item, bare.ofType)).join(random.pick([', ', ' ', ',']))}]`;
    }
    if (isInputObjectType(bare)) {
      const fields = bare.getFields();
      const spelled = Object.entries(value).map(([name, it]) => {
        const { type: ty, defaultValue } = fields[name];
        return `${name}: ${inner(it, ty, { optional: defaultValue !== undefined, oneOf: bare.isOneOf })}`;
      });
      return `{ ${spelled.join(random.pick([', ', ' ']))} }`;
    }
    if (isEnumType(bare)) return value;
    if (typeof value === 'object') return this.#untyped(value);
    return typeof value === 'string' ? this.#text(value) : String(value);
  }

  /// A value of no type: of GeoJSON.
  #untyped(value) {
    if (Array.isArray(value)) return `[${value.map((item) => this.#untyped(item)).join(', ')}]`;
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    return `{ ${Object.entries(value).map(([name, it]) => `${name}: ${this.#untyped(it)}`).join(', ')} }`;
  }

  /// A string in one of the ways to write it.
  #text(text) {
    const { random } = this;
    if (random.chance(0.1) && /^[\p{L}\p{N} ,.-]+$/u.test(text) && text.trim() === text) return `"""${text}"""`;
    const quoted = JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029]/g, escape);
    return random.chance(0.1) ? quoted.replace(/[\x80-\ud7ff]/g, escape) : quoted;
  }

  /// A variable in the place of a value.
  #variable(value, type, optional, oneOf) {
    const { random, variables } = this;
    const known = this.definitions.find((it) => it.place === String(type) && it.oneOf === oneOf && it.optional === optional);
    if (known && random.chance(0.3)) return `$${known.name}`;
    const name = `v${this.definitions.length}`;
    const bare = getNullableType(type);
    const needed = isNonNullType(type) || oneOf;
    const definition = { name, place: String(type), oneOf, optional, type: String(bare), fallback: null };
    this.definitions.push(definition);
    const fallback = () => this.#literal(random.chance(0.5) ? value : this.values.of(bare, '', 1), bare, false);

    const way = random.next();
    if (needed && !(way < 0.3 && !oneOf) && !(optional && way < 0.6)) {
      definition.type = `${bare}!`;
      if (way > 0.85) definition.fallback = fallback();
    } else if (needed && way < 0.3) definition.fallback = fallback();
    else if (way > 0.6) definition.fallback = fallback();

    // present, null, or absent
    const may = { absent: definition.fallback !== null || !definition.type.endsWith('!'), null: !needed && value === null };
    if (may.absent && random.chance(0.3)) return `$${name}`;
    variables[name] = may.null ? null : this.#json(value, bare);
    return `$${name}`;
  }

  /// A value as JSON: a list of one may be its item.
  #json(value, type) {
    const alone = isListType(type) && value?.length === 1 && value[0] !== null && !Array.isArray(value[0]);
    return alone && this.random.chance(0.2) ? value[0] : value;
  }

  /// The definitions as they stand behind an operation's name.
  header() {
    const spelled = this.definitions.map(({ name, type, fallback }) => `$${name}: ${type}${fallback === null ? '' : ` = ${fallback}`}`);
    return spelled.length > 0 ? `(${spelled.join(', ')})` : '';
  }
}

const escape = (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
