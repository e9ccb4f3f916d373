// Documents: right by GraphQL nearly always, and everything in them that GraphQL has: aliases, fragments that overlap,
// conditions on interfaces and types, @skip and @include, variables, pages in both directions, several operations.

import { doTypesOverlap, getNamedType, isAbstractType, isCompositeType, isLeafType, isNonNullType, isRequiredArgument } from 'graphql';
import { isDefined } from '../differences.mjs';
import { CHAINS } from '../reference/chains.mjs';
import { DYADS } from '../reference/dyads.mjs';
import { groupSignature } from '../reference/groups.mjs';
import { orderOf, signature, tellsKinds } from '../reference/pages.mjs';
import { introspection } from './introspection.mjs';
import { Random } from './random.mjs';
import { Spelling } from './spelling.mjs';
import { Values } from './values.mjs';

/// How deep selections nest.
const DEPTH = 7;
/// How often an argument is given that need not be.
const SHARES = { lang: 0.5, style: 0.5, on: 0.4, direction: 0.5, kinds: 0.3, types: 0.5, filter: 0.4, orderBy: 0.45, minCount: 0.2, fillGaps: 0.1, maxHops: 0.3, limit: 0.3, source: 0.2, target: 0.2 };

export class Documents {
  #composites;
  #overlapping = new Map();

  constructor(schema, vocabulary, cursors) {
    this.schema = schema;
    this.vocabulary = vocabulary;
    this.cursors = cursors;
    this.#composites = Object.values(schema.getTypeMap()).filter((type) => isCompositeType(type) && !type.name.startsWith('__'));
  }

  /// The question that a seed leads to; it has about so many fields at most.
  question(seed, fields) {
    return new Document(this, new Random(seed), fields).question();
  }

  /// The types that share objects with `type`.
  overlapping(type) {
    let known = this.#overlapping.get(type);
    if (!known) this.#overlapping.set(type, (known = this.#composites.filter((it) => doTypesOverlap(this.schema, it, type))));
    return known;
  }
}

class Document {
  #fragments = [];
  #fields = 0;
  #aliases = 0;
  /// Heads of fields, by type: asked for again they overlap.
  #heads = new Map();

  constructor(world, random, size) {
    this.world = world;
    this.size = size;
    this.random = random;
    this.values = new Values(random, world.vocabulary);
    this.spelling = new Spelling(random, this.values);
  }

  question() {
    const { random, spelling } = this;
    const body = this.#selections(this.world.schema.getQueryType(), 0);
    const variables = spelling.variables;
    const several = random.chance(0.1);
    const named = several || random.chance(0.4) || spelling.definitions.length > 0;
    const operation = named ? `query Q${spelling.header()} ${body}` : body;
    const fragments = this.#fragments.map(({ name, type, body }) => `fragment ${name} on ${type.name} ${body}`);
    const parts = random.chance(0.5) ? [operation, ...fragments] : [...fragments, operation];
    if (several) parts.push('query Other { __typename server { database } }');
    const operationName = several || (named && random.chance(0.2)) ? 'Q' : undefined;
    const none = Object.keys(variables).length === 0 && random.chance(0.1);
    return { query: parts.join('\n'), variables: none ? undefined : variables, operationName };
  }

  #selections(type, depth) {
    const { random } = this;
    const items = [];
    const count = 1 + random.below(depth === 0 ? 4 : 5);
    for (let index = 0; index < count; index += 1) items.push(this.#selection(type, depth));
    return `{ ${items.join(random.pick([' ', '\n', ', ']))} }`;
  }

  #selection(type, depth) {
    const { random, world } = this;
    const way = random.next();
    if (way < 0.1 || this.#fields >= this.size) {
      return `${random.chance(0.2) ? `t${(this.#aliases += 1)}: ` : ''}__typename${this.#directives()}`;
    }
    if (way < 0.25 && depth < DEPTH) {
      const condition = random.chance(0.25) ? null : random.pick(world.overlapping(type));
      return `...${condition ? ` on ${condition.name}` : ''}${this.#directives()} ${this.#selections(condition ?? type, depth + 1)}`;
    }
    if (way < 0.35 && depth < DEPTH) return this.#spread(type, depth);
    if (depth === 0 && way < 0.38) return introspection(random, world.schema, `i${(this.#aliases += 1)}`);
    return this.#field(type, depth);
  }

  #spread(type, depth) {
    const { random, world } = this;
    const known = this.#fragments.filter((it) => it.body && world.overlapping(type).includes(it.type));
    let fragment = random.chance(0.5) ? random.pick(known) : undefined;
    if (!fragment) {
      const on = random.chance(0.6) ? type : random.pick(world.overlapping(type));
      fragment = { name: `F${this.#fragments.length}`, type: on };
      this.#fragments.push(fragment);
      fragment.body = this.#selections(on, depth + 1);
    }
    return `...${fragment.name}${this.#directives()}`;
  }

  #field(type, depth) {
    const { random } = this;
    const heads = this.#heads.get(type.name) ?? [];
    this.#heads.set(type.name, heads);
    this.#fields += 1;
    if (heads.length > 0 && random.chance(0.2)) {
      const { head, inner } = random.pick(heads);
      return `${head}${this.#directives()}${inner ? ` ${this.#selections(inner, depth + 1)}` : ''}`;
    }
    const all = Object.values(type.getFields?.() ?? {}).filter(({ name }) => isDefined(name));
    const leaves = all.filter((field) => isLeafType(getNamedType(field.type)));
    // lists lead on, so they are asked for more often than there are of them
    const lists = all.filter((field) => field.args.some(({ name }) => name === 'first'));
    const pool = depth >= DEPTH ? leaves : random.chance(0.2) && lists.length > 0 ? lists : all;
    if (pool.length === 0) return '__typename';
    const field = random.pick(pool);
    const aliased = field.args.length > 0 ? !random.chance(0.03) : random.chance(0.15);
    const head = `${aliased ? `a${(this.#aliases += 1)}: ` : ''}${field.name}${this.#arguments(type, field, depth)}`;
    const named = getNamedType(field.type);
    const inner = isLeafType(named) ? null : named;
    heads.push({ head, inner });
    return `${head}${this.#directives()}${inner ? ` ${this.#selections(inner, depth + 1)}` : ''}`;
  }

  #arguments(type, field, depth) {
    const { random, spelling, values } = this;
    const chosen = {};
    for (const argument of field.args) {
      if (isRequiredArgument(argument) || random.chance(SHARES[argument.name] ?? 0)) {
        chosen[argument.name] = !isNonNullType(argument.type) && random.chance(0.05) ? null : values.of(argument.type, argument.name);
      }
    }
    if (Array.isArray(chosen.orderBy) && chosen.orderBy.some(({ field: by }) => by === 'DISTANCE') && !random.chance(0.1)) this.#centre(field, chosen);
    if (field.args.some(({ name }) => name === 'first')) this.#window(type, field, chosen, depth);
    const spelled = Object.entries(chosen).map(([name, value]) => {
      const { type: of, defaultValue } = field.args.find((it) => it.name === name);
      return `${name}: ${spelling.write(value, of, { optional: defaultValue !== undefined })}`;
    });
    return spelled.length > 0 ? `(${random.some(spelled, spelled.length).join(', ')})` : '';
  }

  /// Somewhere from where distances are taken; of groups it is not to be seen here whether there is.
  #centre(field, chosen) {
    const { latitude, longitude } = this.random.pick(this.world.vocabulary.points);
    const location = { near: { latitude, longitude, radiusKm: this.random.pick([20016, 5000]) } };
    if (!field.args.some(({ name }) => name === 'filter')) chosen.orderBy = chosen.orderBy.filter(({ field: by }) => by !== 'DISTANCE');
    else chosen.filter = chosen.filter ? { and: [chosen.filter, { location }] } : { location };
  }

  /// Which window of a list: its size, its direction, the cursors it lies between.
  #window(type, field, chosen, depth) {
    const { random } = this;
    const noun = getNamedType(field.type).name.replace(/(Group)?Connection$/, '');
    // what is read forwards only
    if (['chain', 'dyads'].includes(field.name)) {
      if (depth >= 2 || random.chance(0.5)) chosen.first = random.below(4);
      const known = this.world.cursors[field.name === 'chain' ? CHAINS : DYADS];
      if (known && random.chance(0.3)) chosen.after = random.pick(known);
      return;
    }
    if (field.name === 'groups') {
      chosen.first = random.below(4);
      const { by, orderBy = 'COUNT_DESC' } = chosen;
      const times = by.map((it) => (it.time ? { time: { field: this.#dateOf(noun), ...it.time } } : it));
      const known = this.world.cursors[groupSignature(noun, times, orderBy)];
      if (known && random.chance(0.5)) chosen.after = random.pick(known);
      return;
    }
    const size = random.below(depth < 2 ? 8 : 4);
    if (random.chance(0.35)) chosen.last = size;
    else if (depth >= 2 || random.chance(0.5)) chosen.first = size;
    if (random.chance(0.02)) Object.assign(chosen, random.pick([{ first: 1, last: 1 }, { first: -1 }, { last: 101 }, { first: 100 }]));
    if (!random.chance(0.35)) return;
    // whether the list told kinds of which these are a group is not to be seen here
    if (type.name.endsWith('Group')) return;
    const order = orderOf(noun, (chosen.orderBy ?? []).map(({ field: by, direction = 'DESC' }) => ({ field: by, direction })));
    const fitting = this.world.cursors[signature(noun, order, !isAbstractType(type) && tellsKinds(type.name, noun))];
    const cursors = fitting && !random.chance(0.03) ? fitting : random.pick(Object.values(this.world.cursors));
    const ends = random.pick([['after'], ['after'], ['before'], ['before'], ['after', 'before']]);
    for (const end of ends) chosen[end] = random.pick(cursors);
  }

  /// The date by which things of a noun are put in time where none is named.
  #dateOf(noun) {
    const types = this.world.schema.getTypeMap();
    const bucket = types[`${noun}TimeBucket`] ?? types.TimeBucket;
    return bucket.getFields().field.defaultValue;
  }

  #directives() {
    const { random, spelling } = this;
    if (!random.chance(0.1)) return '';
    const condition = () => spelling.write(random.chance(0.6), BOOLEAN(this.world.schema));
    return random.pick([
      () => ` @skip(if: ${condition()})`,
      () => ` @include(if: ${condition()})`,
      () => ` @include(if: ${condition()}) @skip(if: ${condition()})`,
    ])();
  }
}

const BOOLEAN = (schema) => schema.getDirective('skip').args[0].type;
