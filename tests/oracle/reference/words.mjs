// What words find, as the schema's descriptions of searching say.

import { fold } from './text.mjs';

const ARTICLES = new Set('al el ul il ad adh an ar as ash at ath az ed es er'.split(' '));
const WORDS = 64;
const BYTES = 200;

/// The beginning of a word that counts.
function counted(word) {
  const bytes = Buffer.from(word);
  let end = Math.min(BYTES, bytes.length);
  while (end > 0 && end < bytes.length && (bytes[end] & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end).toString();
}

/// The words of a text; an English genitive is not one of its letters.
const words = (text) =>
  fold(text.replace(/(?<=[\p{Alphabetic}\p{N}])['’‘`][sS](?![\p{Alphabetic}\p{N}'’])/gu, ''))
    .split(' ')
    .filter(Boolean)
    .map(counted);

/// The ways to match that a query names: in each what is wanted and what is not.
function ways(query) {
  const found = [[]];
  const pieces = /\s*(-(?=["\p{Alphabetic}\p{N}]))?(?:"([^"]*)(?:"(\*)?|$)|([^\s"]+))/guy;
  for (const [, without, phrase, goesOn, plain] of query.matchAll(pieces)) {
    if (plain === 'OR' && !without) {
      found.push([]);
      continue;
    }
    const open = plain?.endsWith('*');
    const asked = words(phrase ?? (open ? plain.slice(0, -1) : plain));
    if (plain?.includes('-') && asked.length > 1 && ARTICLES.has(asked[0])) asked.shift();
    found.at(-1).push({ wanted: !without, asked, goesOn: Boolean(goesOn ?? open) });
  }
  return found;
}

const stands = (text, { asked, goesOn }) =>
  text.some((_, start) =>
    asked.every((word, index) => {
      const here = text[start + index];
      return here === word || (goesOn && index === asked.length - 1 && here?.startsWith(word));
    }),
  );

/// Whether a query finds what has these texts.
export function finds(texts, query) {
  const here = texts.filter((text) => text !== null && text !== undefined).map(words);
  let left = WORDS;
  return ways(query).some((way) => {
    const counting = way.map((it) => {
      const asked = it.asked.slice(0, left);
      left -= asked.length;
      return { ...it, asked };
    });
    const terms = counting.filter(({ asked }) => asked.length > 0);
    return terms.some(({ wanted }) => wanted) && terms.every((it) => here.some((text) => stands(text, it)) === it.wanted);
  });
}
