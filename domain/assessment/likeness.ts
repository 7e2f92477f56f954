/**
 * How alike texts are: Sørensen–Dice over their sets of letter pairs (Dice 1945, Ecology 26), blanks and punctuation aside.
 * Pairs become numbers once, so that thousands of texts can be held against each other.
 */
export interface Letters {
  whole: string;
  pairs: Uint32Array;
}

/** Letters, digits and signs of comparison: blanks and punctuation are no change of content. */
export const plainText = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}%<>≥≤=]/gu, '')
    .toLowerCase();

/** Turns texts of one comparison into letters; the same pair has the same number throughout. */
export function lettersBook(): { of: (text: string) => Letters; size: () => number } {
  const numbers = new Map<string, number>();
  const of = (text: string): Letters => {
    const whole = plainText(text);
    const pairs = new Set<number>();
    // A single letter is its own pair, so that it is like itself.
    const last = Math.max(1, whole.length - 1);
    for (let n = 0; n < last && whole !== ''; n++) {
      const pair = whole.slice(n, n + 2);
      const number = numbers.get(pair) ?? numbers.size;
      if (number === numbers.size) numbers.set(pair, number);
      pairs.add(number);
    }
    return { whole, pairs: Uint32Array.from(pairs).sort() };
  };
  return { of, size: () => numbers.size };
}

/** Pairs that both have. */
export function shared(a: Letters, b: Letters): number {
  let common = 0;
  for (let n = 0, m = 0; n < a.pairs.length && m < b.pairs.length;) {
    const [x = 0, y = 0] = [a.pairs[n], b.pairs[m]];
    if (x === y) common++;
    if (x <= y) n++;
    if (y <= x) m++;
  }
  return common;
}

/** 0 … 1, from `common` pairs. */
export const dice = (a: Letters, b: Letters, common = shared(a, b)): number =>
  a.pairs.length + b.pairs.length === 0 ? 1 : (2 * common) / (a.pairs.length + b.pairs.length);

/**
 * For each text, those of `others` with which it shares pairs, and how many: by an index from pair to texts, which visits only
 * what is alike at all.
 */
export function* sharing(
  texts: readonly Letters[],
  others: readonly Letters[],
  size: number,
): Generator<{ text: number; others: { other: number; common: number }[] }> {
  const index: number[][] = Array.from({ length: size }, () => []);
  others.forEach(({ pairs }, other) => pairs.forEach((pair) => index[pair]?.push(other)));
  const common = new Uint32Array(others.length);
  for (const [text, { pairs }] of texts.entries()) {
    const touched: number[] = [];
    for (const pair of pairs)
      for (const other of index[pair] ?? []) {
        if (common[other] === 0) touched.push(other);
        common[other] = (common[other] ?? 0) + 1;
      }
    yield { text, others: touched.map((other) => ({ other, common: common[other] ?? 0 })) };
    for (const other of touched) common[other] = 0;
  }
}
