// What formats variables and headers: a plugin of prettier by the name of the one that GraphiQL loads, which is Babel's
// parser and ten times the size.

import { applyEdits, format } from 'jsonc-parser';

interface Formatted {
  text: string;
}

const parse = (text: string): Formatted => {
  const options = { insertSpaces: true, tabSize: 2, eol: '\n' };
  return { text: applyEdits(text, format(text, undefined, options)) };
};

export const parsers = {
  jsonc: { parse, astFormat: 'formatted', locStart: () => 0, locEnd: ({ text }: Formatted) => text.length },
};

export const printers = { formatted: { print: (path: { node: Formatted }) => path.node.text } };
