// Texts: how they are folded and compared, which language is shown, and what a label is.

/// Marks that modify a letter. What else is a mark belongs to the letters of its script; so do the voicing marks of kana.
const ACCENT = /(?![\u3099\u309A])(?=\p{M})[\p{Script=Inherited}\p{Script=Latin}\p{Script=Arabic}\p{Script=Hebrew}]/gu;
/// Apostrophes and the modifier letters that look like them, the tatweel, and what cannot be seen.
const SILENT =
  /['`´‘’‚‛′‵＇ـ\u02B9-\u02C1\u02C6-\u02D1\u02EE\uA78B\uA78C\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/gu;
const SPELLED = {
  ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ς: 'σ',
  ٱ: 'ا', ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه',
};

/// A text without case and diacritics: its letters and digits, with one space where anything else stands.
export function fold(text) {
  return text
    .replace(SILENT, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(SILENT, '')
    .replace(ACCENT, '')
    .replace(/[ßæœþøłđðħıςٱىیکة]/gu, (letter) => SPELLED[letter])
    .replace(/[٠-٩]/gu, (digit) => digit.charCodeAt(0) - 0x660)
    .replace(/[۰-۹]/gu, (digit) => digit.charCodeAt(0) - 0x6f0)
    .replace(/[^\p{Alphabetic}\p{N}\p{M}]+/gu, ' ')
    .trim();
}

/// A key or code without the case of its ASCII letters.
export const lower = (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/// The order of texts: byte by byte in UTF-8.
export const compareText = (left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right));

/// The first of `texts` in the language or in the nearest more general one; undefined where there is none.
export function inLanguage(texts, lang) {
  for (let parts = lower(lang).split('-'); parts.length > 0; parts.pop()) {
    const found = texts.find(({ language }) => language !== null && lower(language) === parts.join('-'));
    if (found) return found;
  }
  return undefined;
}

/// The longest label, in characters.
const LABEL = 80;

/// A text in one line, cut at a word where it is too long for a list.
export function label(text) {
  const line = text.includes('\n') ? oneLine(text) : text;
  const letters = [...line];
  if (letters.length <= LABEL) return line;
  const start = letters.slice(0, LABEL).join('');
  const space = start.lastIndexOf(' ');
  return `${start.slice(0, space < 0 ? undefined : space).trimEnd()}…`;
}

/// A text with single spaces in place of all white space.
export const oneLine = (text) => text.trim().split(/\s+/u).join(' ');
