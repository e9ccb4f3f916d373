// Cursors are opaque: which place a cursor names is learned from answers. In what is expected a cursor is a token that
// says order and place; where the answer has a text in its stead, that text must be the one which the same place had
// before, and no other place may have had it.

import { Refused } from './refused.mjs';

const MARK = '\u0000cursor ';

export class Cursors {
  #texts = new Map();
  #places = new Map();

  /// The token of a place in lists of that order.
  name(signature, place) {
    return MARK + JSON.stringify([signature, place]);
  }

  /// Whether a value is a token.
  static is(value) {
    return typeof value === 'string' && value.startsWith(MARK);
  }

  /// Whether `text` may stand where `token` is expected; what is not yet known is learned.
  matches(token, text) {
    if (typeof text !== 'string' || text.length === 0 || Buffer.byteLength(text) > 512) return false;
    if (!this.#texts.has(token) && !this.#places.has(text)) {
      this.#texts.set(token, text);
      this.#places.set(text, token);
    }
    return this.#texts.get(token) === text && this.#places.get(text) === token;
  }

  /// The place that a text names in lists of that order; throws where it is no cursor, or one of another order.
  place(text, signature) {
    if (!this.#places.has(text)) throw new Refused(`${text} is not a cursor`);
    const [order, place] = JSON.parse(this.#places.get(text).slice(MARK.length));
    if (order !== signature) throw new Refused(`${text} is a cursor of a list ordered by ${order}, not ${signature}`);
    return place;
  }

  /// The texts that are known, by the order of their lists.
  bySignature() {
    const texts = {};
    for (const token of [...this.#texts.keys()].sort()) {
      const [signature] = JSON.parse(token.slice(MARK.length));
      (texts[signature] ??= []).push(this.#texts.get(token));
    }
    return texts;
  }
}
