/** How a full column grows: doubled, and above a million by half, so that adding stays cheap and little room is idle. */
const grown = (size: number): number => (size < 1_000_000 ? size * 2 : Math.ceil(size * 1.5));

/** A column of whole numbers that grows. */
export class Int32Column {
  values: Int32Array = new Int32Array(64);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) this.reserve(grown(this.length));
    this.values[this.length++] = value;
  }

  reserve(size: number): void {
    if (size <= this.values.length) return;
    const wider = new Int32Array(size);
    wider.set(this.values);
    this.values = wider;
  }
}

export class Float64Column {
  values: Float64Array = new Float64Array(64);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) this.reserve(grown(this.length));
    this.values[this.length++] = value;
  }

  reserve(size: number): void {
    if (size <= this.values.length) return;
    const wider = new Float64Array(size);
    wider.set(this.values);
    this.values = wider;
  }
}

/** A column of whole numbers below 2^53, in half the room as long as all fit in 32 bits. */
export class AmountColumn {
  values: Int32Array | Float64Array = new Int32Array(64);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) this.reserve(grown(this.length));
    this.set(this.length++, value);
  }

  set(at: number, value: number): void {
    if (value !== (value | 0) && this.values instanceof Int32Array)
      this.values = Float64Array.from(this.values);
    this.values[at] = value;
  }

  reserve(size: number): void {
    if (size <= this.values.length) return;
    const wider = this.values instanceof Int32Array ? new Int32Array(size) : new Float64Array(size);
    wider.set(this.values);
    this.values = wider;
  }
}

export class Uint8Column {
  values: Uint8Array = new Uint8Array(64);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) this.reserve(grown(this.length));
    this.values[this.length++] = value;
  }

  reserve(size: number): void {
    if (size <= this.values.length) return;
    const wider = new Uint8Array(size);
    wider.set(this.values);
    this.values = wider;
  }
}

/** Numbers 0, 1, 2 … for names, in the order in which they come; null is a name too. */
export class Dictionary {
  readonly names: (string | null)[] = [];
  private readonly codes = new Map<string | null, number>();

  code(name: string | null): number {
    const known = this.codes.get(name);
    if (known !== undefined) return known;
    const code = this.names.length;
    this.names.push(name);
    this.codes.set(name, code);
    return code;
  }

  /** -1 where the name has not come. */
  find(name: string | null): number {
    return this.codes.get(name) ?? -1;
  }
}

/** Numbers 0, 1, 2 … for pairs of whole numbers, by open addressing: a Map of text keys takes ten times the room. */
export class Pairs {
  private readonly keys = new Int32Column();
  private table = new Int32Array(256).fill(-1);

  get length(): number {
    return this.keys.length >> 1;
  }

  first(code: number): number {
    return this.keys.values[code << 1]!;
  }

  second(code: number): number {
    return this.keys.values[(code << 1) + 1]!;
  }

  /** The number of the pair; a new one gets the next, which is then `length - 1`. */
  code(a: number, b: number): number {
    const at = this.place(a, b);
    const known = this.table[at]!;
    if (known >= 0) return known;
    const code = this.length;
    this.keys.push(a);
    this.keys.push(b);
    this.table[at] = code;
    if (code * 4 > this.table.length * 3) this.grow();
    return code;
  }

  /** -1 where it has not come. */
  find(a: number, b: number): number {
    return this.table[this.place(a, b)]!;
  }

  private place(a: number, b: number): number {
    const mask = this.table.length - 1;
    const keys = this.keys.values;
    let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let at = (hash ^ (hash >>> 13)) & mask;
    for (;;) {
      const code = this.table[at]!;
      if (code < 0) return at;
      if (keys[code << 1] === a && keys[(code << 1) + 1] === b) return at;
      at = (at + 1) & mask;
    }
  }

  private grow(): void {
    this.table = new Int32Array(this.table.length * 2).fill(-1);
    for (let code = 0; code < this.length; code++)
      this.table[this.place(this.first(code), this.second(code))] = code;
  }
}
