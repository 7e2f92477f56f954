import { circled } from './counting.ts';

/** 带圈字符: a ringed number of Word stands in a field's instruction only, EQ \o\ac(○,12). Null for any other field. */
export function ringedNumber(instruction: string): string | null {
  const inside = /^\s*EQ\s+\\o\s*\\ac\s*\(\s*[○〇◯]\s*[,;\uff0c]\s*([^)]+?)\s*\)/i.exec(instruction)?.[1];
  return inside === undefined ? null : (circled(Number(inside)) ?? inside);
}
