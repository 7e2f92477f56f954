import {
  ZERO,
  add,
  compare,
  divide,
  greatest,
  least,
  multiply,
  readDecimal,
  subtract,
} from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';

/** A formula (计算公式) over named facts, read. Grammar: docs/frameworks.md, "Formulas". */
export type Formula =
  | { type: 'number'; value: Rational }
  | { type: 'name'; name: string }
  | { type: 'negative'; of: Formula }
  | { type: Operator; left: Formula; right: Formula }
  | { type: 'min' | 'max'; of: Formula[] };
type Operator = '+' | '-' | '*' | '/';

/** Why a formula cannot be read; `at` counts UTF-16 units from 0. */
export interface FormulaProblem {
  at: number;
  problem:
    | 'empty'
    | 'too_long'
    | 'too_deep'
    | 'sign_unknown'
    | 'operand_missing'
    | 'operator_missing'
    | 'bracket_open'
    | 'bracket_extra';
}

/** Longer or deeper ones are no rule that a person can check by hand, and would cost the machine its stack. */
export const FORMULA_LIMIT = 2_000;
const DEPTH_LIMIT = 50;

type Token = { at: number; text: string; type: 'number' | 'name' | 'sign' | 'end' };

const TOKEN = /\s*(?:(\d+(?:\.\d+)?%?)|([\p{L}_][\p{L}\p{Nd}_]*)|([-+*/(),]))/uy;

/** Test for a problem with `'problem' in parsed`. */
export function parseFormula(text: string): Formula | FormulaProblem {
  if (text.length > FORMULA_LIMIT) return { at: FORMULA_LIMIT, problem: 'too_long' };
  const tokens = tokensOf(text);
  if ('problem' in tokens) return tokens;
  return new Parser(tokens).read();
}

function tokensOf(text: string): Token[] | FormulaProblem {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (found === null) {
      const blanks = /\s*/y;
      blanks.lastIndex = from;
      return { at: from + (blanks.exec(text)?.[0].length ?? 0), problem: 'sign_unknown' };
    }
    const [, number, name, sign] = found;
    const word = number ?? name ?? sign ?? '';
    const type = number !== undefined ? 'number' : name !== undefined ? 'name' : 'sign';
    tokens.push({ at: TOKEN.lastIndex - word.length, text: word, type });
  }
  tokens.push({ at: end, text: '', type: 'end' });
  return tokens;
}

/** Recursive descent: sum → product → factor. */
class Parser {
  private next = 0;
  private depth = 0;
  private readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  read(): Formula | FormulaProblem {
    if (this.here().type === 'end') return this.no('empty');
    const whole = this.sum();
    if ('problem' in whole || this.here().type === 'end') return whole;
    return this.no(this.here().text === ')' ? 'bracket_extra' : 'operator_missing');
  }

  private sum(): Formula | FormulaProblem {
    return this.chain(['+', '-'], () => this.product());
  }

  private product(): Formula | FormulaProblem {
    return this.chain(['*', '/'], () => this.factor());
  }

  private chain(
    signs: readonly Operator[],
    operand: () => Formula | FormulaProblem,
  ): Formula | FormulaProblem {
    let left = operand();
    for (;;) {
      if ('problem' in left) return left;
      const sign = signs.find((one) => this.here().text === one);
      if (sign === undefined) return left;
      this.next++;
      const right = operand();
      if ('problem' in right) return right;
      left = { type: sign, left, right };
    }
  }

  private factor(): Formula | FormulaProblem {
    if (this.depth >= DEPTH_LIMIT) return this.no('too_deep');
    this.depth++;
    const found = this.operand();
    this.depth--;
    return found;
  }

  private operand(): Formula | FormulaProblem {
    const token = this.here();
    if (token.type === 'number') {
      this.next++;
      return { type: 'number', value: readDecimal(token.text) ?? ZERO };
    }
    if (token.type === 'name') {
      this.next++;
      const isCall = (token.text === 'min' || token.text === 'max') && this.here().text === '(';
      return isCall ? this.call(token.text as 'min' | 'max') : { type: 'name', name: token.text };
    }
    if (token.text === '-' || token.text === '+') {
      this.next++;
      const of = this.factor();
      return 'problem' in of || token.text === '+' ? of : { type: 'negative', of };
    }
    if (token.text !== '(') return this.no('operand_missing');
    this.next++;
    const inner = this.sum();
    if ('problem' in inner) return inner;
    return this.close() ?? inner;
  }

  private call(type: 'min' | 'max'): Formula | FormulaProblem {
    const of: Formula[] = [];
    do {
      this.next++;
      const one = this.sum();
      if ('problem' in one) return one;
      of.push(one);
    } while (this.here().text === ',');
    return this.close() ?? { type, of };
  }

  private close(): FormulaProblem | null {
    if (this.here().text !== ')')
      return this.no(
        this.here().type === 'end' || this.here().text === ',' ? 'bracket_open' : 'operator_missing',
      );
    this.next++;
    return null;
  }

  private here(): Token {
    return this.tokens[this.next] ?? { at: 0, text: '', type: 'end' };
  }

  private no(problem: FormulaProblem['problem']): FormulaProblem {
    return { at: this.here().at, problem };
  }
}

/** Names of the facts in it, each once, in the order of reading. */
export function namesIn(formula: Formula): string[] {
  const names = new Set<string>();
  const walk = (one: Formula): void => {
    if (one.type === 'name') names.add(one.name);
    else if (one.type === 'negative') walk(one.of);
    else if ('left' in one) {
      walk(one.left);
      walk(one.right);
    } else if (one.type !== 'number') one.of.forEach(walk);
  };
  walk(formula);
  return [...names];
}

/** Null where a name has no value, or something is divided by 0: the caller says what unknown means. */
export function evaluate(formula: Formula, valueOf: (name: string) => Rational | null): Rational | null {
  if (formula.type === 'number') return formula.value;
  if (formula.type === 'name') return valueOf(formula.name);
  if (formula.type === 'negative') {
    const value = evaluate(formula.of, valueOf);
    return value === null ? null : subtract(ZERO, value);
  }
  if ('of' in formula) {
    const values = formula.of.map((one) => evaluate(one, valueOf));
    const pick = formula.type === 'min' ? least : greatest;
    return values.reduce((one, other) => (one === null || other === null ? null : pick(one, other)));
  }
  const left = evaluate(formula.left, valueOf);
  const right = evaluate(formula.right, valueOf);
  if (left === null || right === null) return null;
  if (formula.type === '/') return compare(right, ZERO) === 0 ? null : divide(left, right);
  return { '+': add, '-': subtract, '*': multiply }[formula.type](left, right);
}
