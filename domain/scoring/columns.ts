/** A column of numbers that grows: doubled when full, so that adding stays cheap and memory below twice the need. */
export class Int32Column {
  values: Int32Array = new Int32Array(64);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) this.reserve(this.length * 2);
    this.values[this.length++] = value;
  }

  reserve(size: number): void {
    if (size <= this.values.length) return;
    const grown = new Int32Array(size);
    grown.set(this.values);
    this.values = grown;
  }
}

export class Float64Column {
  values: Float64Array = new Float64Array(64);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) this.reserve(this.length * 2);
    this.values[this.length++] = value;
  }

  reserve(size: number): void {
    if (size <= this.values.length) return;
    const grown = new Float64Array(size);
    grown.set(this.values);
    this.values = grown;
  }
}

export class Uint8Column {
  values: Uint8Array = new Uint8Array(64);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) this.reserve(this.length * 2);
    this.values[this.length++] = value;
  }

  reserve(size: number): void {
    if (size <= this.values.length) return;
    const grown = new Uint8Array(size);
    grown.set(this.values);
    this.values = grown;
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

/** Numbers 0, 1, 2 … for quadruples of integers, by open addressing: a Map of text keys takes ten times the room. */
export class Quadruples {
  readonly keys = new Int32Column();
  private table = new Int32Array(256).fill(-1);

  get length(): number {
    return this.keys.length >> 2;
  }

  /** The number of the quadruple; a new one gets the next, which is then `length - 1`. */
  code(a: number, b: number, c: number, d: number): number {
    const at = this.place(a, b, c, d);
    const known = this.table[at]!;
    if (known >= 0) return known;
    const code = this.length;
    this.keys.push(a);
    this.keys.push(b);
    this.keys.push(c);
    this.keys.push(d);
    this.table[at] = code;
    if (code * 2 > this.table.length) this.grow();
    return code;
  }

  /** -1 where it has not come. */
  find(a: number, b: number, c: number, d: number): number {
    return this.table[this.place(a, b, c, d)]!;
  }

  private place(a: number, b: number, c: number, d: number): number {
    const mask = this.table.length - 1;
    const keys = this.keys.values;
    let hash =
      Math.imul(a, 0x9e3779b1) ^
      Math.imul(b, 0x85ebca6b) ^
      Math.imul(c, 0xc2b2ae35) ^
      Math.imul(d, 0x27d4eb2f);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let at = (hash ^ (hash >>> 13)) & mask;
    for (;;) {
      const code = this.table[at]!;
      if (code < 0) return at;
      const key = code << 2;
      if (keys[key] === a && keys[key + 1] === b && keys[key + 2] === c && keys[key + 3] === d) return at;
      at = (at + 1) & mask;
    }
  }

  private grow(): void {
    this.table = new Int32Array(this.table.length * 2).fill(-1);
    const keys = this.keys.values;
    for (let code = 0, key = 0; code < this.length; code++, key += 4)
      this.table[this.place(keys[key]!, keys[key + 1]!, keys[key + 2]!, keys[key + 3]!)] = code;
  }
}
