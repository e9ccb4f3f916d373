// Where the server and graphql-js differ and it is explained. Whatever else differs is a fault.

/// Cases that the server refuses for a limit of its own: GraphQL has nothing against them.
export const LIMITS = {
  'errors/brackets': 'maxNesting: brackets open at once',
  'errors/depth': 'maxDepth: fields within fields',
  'errors/overlong': 'maxDocumentBytes: the length of a document',
  'errors/root-fields': 'maxRootFields: fields at the root',
  'errors/selections': 'maxSelections: selections with fragments opened',
};

/// What the schema describes and does not define to the last: how well names fit is a judgement with hundreds of words in
/// its tables, and no second one would come to the same score. It is compared with judging everybody in tests/it/matches,
/// and measured on labelled pairs in tests/it/names.rs.
/// How well words match is not told to the last either, nor where the window of a passage ends: tests/it/search.rs.
const UNJUDGED = ['matchParties', 'search', 'score', 'highlights', 'RELEVANCE'];

/// Whether the oracle knows how a field of the root is answered.
export const isDefined = (name) => !UNJUDGED.includes(name);

/// Whether it knows that of all that is asked.
export const isAnswerable = ({ query }) => !UNJUDGED.some((name) => new RegExp(`\\b${name}\\b`).test(query));

/// What graphql-js takes and the parser of the server does not, and what is therefore not asked: escapes of surrogate pairs
/// ("\ud83d\ude00") and with braces ("\u{e9}"), descriptions of operations and fragments, the number -0.

const DIFFERENCES = [
  {
    why: 'Work that a request may ask for is bounded, which the oracle does not count: pages in the lists of a hop of a path.',
    applies: ({ answer }) => answer.errors?.[0].extensions?.code === 'COST_LIMIT',
  },
  {
    why: 'The library says of an interface that its interfaces are null; by GraphQL they are an empty list.',
    applies: ({ difference: { path, expected, actual } }) => path.endsWith('.interfaces') && expected === '[]' && actual === 'null',
  },
];

/// Whether a difference is one of these.
export function isExplained(result) {
  if (result.question.name in LIMITS) return result.answer.errors !== undefined;
  return DIFFERENCES.some(({ applies }) => applies(result));
}
