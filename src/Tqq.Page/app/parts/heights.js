// @ts-check
/** Where rows of unequal height stand, one below the other: what was drawn has been measured, the rest is guessed. */
export class Heights {
  /** @type {Map<string, number>} */
  #known = new Map();
  /** @type {string[]} */
  #keys = [];
  /** @type {Map<string, number>} */
  #places = new Map();
  #tops = new Float64Array(1);
  #isOld = false;

  /** @param {number} guess the height of a row that was never drawn, in pixels */
  constructor(guess) {
    this.guess = guess;
  }

  /** Says which rows there are. @param {string[]} keys */
  set(keys) {
    if (keys === this.#keys) return;
    this.#keys = keys;
    this.#places = new Map(keys.map((key, at) => [key, at]));
    this.#isOld = true;
  }

  /** Notes what a row measures. @param {string} key @param {number} height @returns {boolean} whether that is news */
  note(key, height) {
    if (Math.abs((this.#known.get(key) ?? -1) - height) < 0.05) return false;
    this.#known.set(key, height);
    this.#isOld = true;
    return true;
  }

  /** @param {string} key @returns {number | undefined} */
  placeOf(key) {
    return this.#places.get(key);
  }

  /** How far below the first row another one begins; the height of all for the place behind the last. @param {number} place */
  top(place) {
    if (this.#isOld) this.#add();
    return this.#tops[Math.max(0, Math.min(place, this.#keys.length))];
  }

  get total() {
    return this.top(this.#keys.length);
  }

  /** The row at a height; the first or the last where there is none. @param {number} y */
  at(y) {
    let [from, to] = [0, this.#keys.length - 1];
    while (from < to) {
      const middle = (from + to + 1) >> 1;
      if (this.top(middle) <= y) from = middle;
      else to = middle - 1;
    }
    return Math.max(0, from);
  }

  #add() {
    this.#isOld = false;
    this.#tops = new Float64Array(this.#keys.length + 1);
    for (let at = 0; at < this.#keys.length; at++) this.#tops[at + 1] = this.#tops[at] + (this.#known.get(this.#keys[at]) ?? this.guess);
  }
}
