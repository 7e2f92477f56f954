import { exp, ln } from './doubt-arithmetic.ts';

/**
 * Chance as a parameter: a stream of numbers that its seed fixes on every machine. xoshiro128** (Blackman & Vigna, "Scrambled
 * linear pseudorandom number generators", ACM TOMS 47(4), 2021; public domain), its 128 bits of state filled by SplitMix32.
 * For estimates only; never for secrets.
 */
export class Chance {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  /** @param seed any integer; its lowest 32 bits count */
  constructor(seed: number) {
    let state = seed | 0;
    const next = (): number => {
      state = (state + 0x9e3779b9) | 0;
      let z = state;
      z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
      z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
      return z ^ (z >>> 16);
    };
    this.a = next();
    this.b = next();
    this.c = next();
    this.d = next() | 1;
  }

  /** 0 … 2^32 − 1. */
  bits(): number {
    const times5 = Math.imul(this.b, 5);
    const result = Math.imul((times5 << 7) | (times5 >>> 25), 9) >>> 0;
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result;
  }

  /** Above 0 and below 1. */
  uniform(): number {
    return (this.bits() + 0.5) / 4294967296;
  }

  /** 0 … below − 1. */
  whole(below: number): number {
    return Math.floor(this.uniform() * below);
  }

  /** Standard normal, by the ziggurat of Marsaglia & Tsang (Journal of Statistical Software 5(8), 2000; as in Doornik 2005). */
  normal(): number {
    for (;;) {
      const bits = this.bits();
      const block = bits & 127;
      const u = ((bits >>> 7) + 0.5) / 16777216 - 1;
      const x = u * EDGES[block]!;
      if (Math.abs(u) < INNER[block]!) return x;
      if (block === 0) return u < 0 ? -this.tail() : this.tail();
      const [outer, inner] = [EDGES[block]!, EDGES[block + 1]!];
      const high = exp((x * x - outer * outer) / 2);
      const low = exp((x * x - inner * inner) / 2);
      if (low + this.uniform() * (high - low) < 1) return x;
    }
  }

  /** Beyond the outermost edge. */
  private tail(): number {
    for (;;) {
      const x = -ln(this.uniform()) / OUTERMOST;
      if (-2 * ln(this.uniform()) > x * x) return OUTERMOST + x;
    }
  }

  /** Gamma of the given shape (> 0) and scale 1: Marsaglia & Tsang, ACM TOMS 26(3), 2000. */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * exp(ln(this.uniform()) / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      const u = this.uniform();
      const q = x * x;
      if (u < 1 - 0.0331 * q * q || ln(u) < q / 2 + d * (1 - v + ln(v))) return d * v;
    }
  }

  /** Beta(a, b), a and b > 0. */
  beta(a: number, b: number): number {
    const x = this.gamma(a);
    const y = this.gamma(b);
    const sum = x + y;
    // Both vanish only for shapes near 0, where the law is all at its two ends.
    return sum > 0 ? x / sum : this.uniform() < a / (a + b) ? 1 : 0;
  }

  /** How many of n succeed, each with chance p. One by one up to 64, above that by halving at a beta draw. */
  binomial(n: number, p: number): number {
    let left = n;
    let chance = p;
    let found = 0;
    while (left > 64) {
      const nth = Math.floor(left / 2) + 1;
      const at = this.beta(nth, left + 1 - nth);
      if (at <= chance) {
        found += nth;
        chance = (chance - at) / (1 - at);
        left -= nth;
      } else {
        chance /= at;
        left = nth - 1;
      }
    }
    for (let nth = 0; nth < left; nth++) if (this.uniform() < chance) found += 1;
    return found;
  }
}

/** Edges of the 128 blocks of equal area under the normal curve, from the outermost in; and the sure part of each. */
const OUTERMOST = 3.442619855899;
const EDGES = new Float64Array(129);
const INNER = new Float64Array(128);
{
  const area = 9.91256303526217e-3;
  let height = exp(-0.5 * OUTERMOST * OUTERMOST);
  EDGES[0] = area / height;
  EDGES[1] = OUTERMOST;
  for (let nth = 2; nth < 128; nth++) {
    EDGES[nth] = Math.sqrt(-2 * ln(area / EDGES[nth - 1]! + height));
    height = exp(-0.5 * EDGES[nth]! * EDGES[nth]!);
  }
  for (let nth = 0; nth < 128; nth++) INNER[nth] = EDGES[nth + 1]! / EDGES[nth]!;
}
