// Chance that can be repeated: the same seed gives the same numbers on every machine.

export class Random {
  #state;

  /// `seed` is any text.
  constructor(seed) {
    this.#state = [...seed].reduce((hash, letter) => Math.imul(hash ^ letter.codePointAt(0), 0x01000193), 0x811c9dc5);
  }

  /// A number from 0 up to, not including, 1 (mulberry32).
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /// True so often: 0.2 is one time in five.
  chance(share) {
    return this.next() < share;
  }

  /// A whole number below `bound`.
  below(bound) {
    return Math.floor(this.next() * bound);
  }

  pick(items) {
    return items[this.below(items.length)];
  }

  /// Up to `count` different items.
  some(items, count) {
    const left = [...items];
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(this.below(left.length), 1)[0]);
  }
}
