// The nested page on Node: Mercurius with loaders and its JIT, better-sqlite3. `node server.js DATABASE PORT`.
import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import Fastify from 'fastify'
import mercurius from 'mercurius'

const PAGE = 20
const [path, port] = process.argv.slice(2)
const database = new Database(path, { readonly: true })
database.pragma('temp_store = MEMORY')
database.pragma('cache_size = -16000')
database.pragma('mmap_size = 1073741824')

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const uid = (table, name = 'uid') => `(${table}.uid >> 32) & 4294967295 AS ${name}_high, ${table}.uid & 4294967295 AS ${name}_low`
// 64 bits in base 32: the numbers of JavaScript hold only half of them at a time
function id(prefix, high, low) {
  let text = prefix
  for (let shift = 28; shift >= 3; shift -= 5) text += ALPHABET[(high >>> shift) & 31]
  text += ALPHABET[((high & 7) << 2) | (low >>> 30)]
  for (let shift = 25; shift >= 0; shift -= 5) text += ALPHABET[(low >>> shift) & 31]
  return text
}
const own = prefix => ({ id: row => id(prefix, row.uid_high, row.uid_low) })
const date = row => (row.edtf === null ? null : row)
const keys = values => JSON.stringify([...new Set(values)])
const KEYS = 'IN (SELECT value FROM json_each(?))'

function readCursor(text) {
  const bytes = Buffer.from(text, 'base64url')
  return {
    head: bytes.subarray(0, 5),
    keys: [bytes.toString('utf8', 8, 18), bytes.toString('utf8', 21, 31), Number(bytes.readBigInt64BE(32))]
  }
}
function writeCursor(head, row) {
  const bytes = Buffer.alloc(40)
  head.copy(bytes, 0)
  bytes.set([2, 0, 10], 5)
  bytes.write(row.earliest, 8)
  bytes.set([2, 0, 10], 18)
  bytes.write(row.latest, 21)
  bytes[31] = 1
  bytes.writeBigInt64BE(BigInt(row.key), 32)
  return bytes.toString('base64url')
}

const EVENTS = `SELECT e.id AS key, ${uid('e')}, e.title, e.category, e.occurred_edtf AS edtf,
  e.occurred_earliest AS earliest, e.occurred_latest AS latest, e.occurred_precision AS precision,
  e.goldstein_tenths AS tenths, e.place_id AS place FROM event e`
const ORDER = 'ORDER BY e.occurred_earliest DESC, e.occurred_latest DESC, e.id DESC LIMIT ?'
const first = database.prepare(`${EVENTS} ${ORDER}`)
const behind = database.prepare(
  `${EVENTS} WHERE (e.occurred_earliest, e.occurred_latest, e.id) < (?, ?, ?) ${ORDER}`)

// rows by key: of a row that is led to, or of the rows that lead here
function single(sql, of) {
  const statement = database.prepare(sql)
  return async queries => {
    const rows = new Map()
    for (const row of statement.iterate(keys(queries.map(({ obj }) => obj[of])))) rows.set(row.key, row)
    return queries.map(({ obj }) => rows.get(obj[of]) ?? null)
  }
}
function several(sql, wrap = rows => rows) {
  const statement = database.prepare(sql)
  return async queries => {
    const rows = new Map(queries.map(({ obj }) => [obj.key, []]))
    for (const row of statement.iterate(keys(queries.map(({ obj }) => obj.key)))) rows.get(row.above).push(row)
    return queries.map(({ obj }) => wrap(rows.get(obj.key)))
  }
}
const page = rows => ({ nodes: rows.slice(0, PAGE) })
// no cache of theirs: its keys would be whole rows as text
const loader = load => ({ loader: load, opts: { cache: false } })
const PARTY = `SELECT p.id AS key, ${uid('p')}, p.party_type AS type, p.name FROM party p WHERE p.id ${KEYS}`
const parties = link => several(`SELECT l.sanction_id AS above, ${uid('p')}, p.party_type AS type, p.name
  FROM ${link} l JOIN party p ON p.id = l.party_id WHERE l.sanction_id ${KEYS} ORDER BY l.position`)

const loaders = {
  Event: {
    place: loader(single(`SELECT p.id AS key, ${uid('p')}, p.name, p.country FROM place p WHERE p.id ${KEYS}`, 'place')),
    participations: loader(several(`SELECT l.event_id AS above, ${uid('l')}, l.role, l.party_id AS party
      FROM participation l WHERE l.event_id ${KEYS} ORDER BY l.id`, page)),
    statements: loader(several(`SELECT l.event_id AS above, ${uid('s')}, s.text, s.kind, s.language,
      s.said_edtf AS edtf, s.speaker_id AS speaker, s.on_behalf_of_id AS organization
      FROM statement_event l JOIN statement s ON s.id = l.statement_id WHERE l.event_id ${KEYS}
      ORDER BY s.said_earliest DESC, s.said_latest DESC, s.id DESC`, page)),
    sanctions: loader(several(`SELECT l.event_id AS above, s.id AS key, ${uid('s')}, s.title, s.announced_edtf AS edtf
      FROM sanction_event l JOIN sanction s ON s.id = l.sanction_id WHERE l.event_id ${KEYS}
      ORDER BY s.announced_earliest DESC, s.announced_latest DESC, s.id DESC, l.kind DESC`, page)),
    citations: loader(several(`SELECT c.record_id AS above, ${uid('c')}, c.exact, c.verification, c.source_id AS source
      FROM citation c WHERE c.record_id ${KEYS} AND +c.link_id IS NULL ORDER BY c.id`, page))
  },
  Participation: { party: loader(single(PARTY, 'party')) },
  Statement: { speaker: loader(single(PARTY, 'speaker')), onBehalfOf: loader(single(PARTY, 'organization')) },
  Sanction: { issuers: loader(parties('sanction_issuer')), targets: loader(parties('sanction_target')) },
  Citation: {
    source: loader(single(`SELECT s.id AS key, ${uid('s')}, s.title, s.url, s.published_edtf AS edtf
      FROM source s WHERE s.id ${KEYS}`, 'source'))
  }
}

const resolvers = {
  Query: {
    events: (_, { first: size, after }) => {
      const cursor = after == null ? { head: Buffer.from([1, 0, 0, 0, 0]) } : readCursor(after)
      const rows = after == null ? first.all(size + 1) : behind.all(...cursor.keys, size + 1)
      const nodes = rows.slice(0, size)
      const endCursor = nodes.length > 0 ? writeCursor(cursor.head, nodes.at(-1)) : null
      return { nodes, pageInfo: { hasNextPage: rows.length > size, endCursor } }
    }
  },
  Event: {
    ...own('evt_'),
    occurred: date,
    goldstein: row => (row.tenths === null ? null : row.tenths / 10)
  },
  Place: own('plc_'),
  Participation: own('ptc_'),
  Party: { resolveType: row => (row.type === 'PERSON' ? 'Person' : 'Organization') },
  Organization: own('org_'),
  Person: own('per_'),
  Statement: { ...own('stm_'), said: date },
  Sanction: { ...own('snc_'), announced: date },
  Citation: own('cit_'),
  Source: { ...own('src_'), published: date }
}

const app = Fastify()
app.register(mercurius, {
  schema: readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'),
  resolvers,
  loaders,
  jit: 1
})
await app.listen({ host: '127.0.0.1', port: Number(port) })
console.log(`Mercurius answers at http://127.0.0.1:${port}/graphql, process ${process.pid}`)
