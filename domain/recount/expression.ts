import {
  fractionOf,
  larger,
  minus,
  negative,
  over,
  plus,
  smaller,
  times,
  type Fraction,
} from './fraction.ts';

/** Null: a name is unknown, or something is divided by 0. */
type Amount = Fraction | null;

const TOKEN = /\s*(?:(\d+(?:\.\d+)?%?)|([\p{L}_][\p{L}\p{N}_]*)|([-+*/(),]))/uy;

/** The names of facts in a formula. */
export function namesIn(text: string): string[] {
  const tokens = tokensOf(text);
  return tokens.filter((token, at) => /^[\p{L}_]/u.test(token) && !isCall(token, tokens[at + 1]));
}

/**
 * A formula over named facts, worked out while it is read.
 * @throws {SyntaxError} for a text that is no formula
 */
export function evaluate(text: string, fact: (name: string) => Amount): Amount {
  const tokens = tokensOf(text);
  let at = 0;

  const take = (wanted: string): void => {
    if (tokens[at++] !== wanted) throw new SyntaxError(`${wanted} is missing: ${text}`);
  };

  function sum(): Amount {
    let left = product();
    while (tokens[at] === '+' || tokens[at] === '-') {
      const sign = tokens[at++];
      const right = product();
      left = left && right && (sign === '+' ? plus(left, right) : minus(left, right));
    }
    return left;
  }

  function product(): Amount {
    let left = operand();
    while (tokens[at] === '*' || tokens[at] === '/') {
      const sign = tokens[at++];
      const right = operand();
      left = left && right && (sign === '*' ? times(left, right) : over(left, right));
    }
    return left;
  }

  function operand(): Amount {
    const token = tokens[at++];
    if (token === undefined) throw new SyntaxError(`breaks off: ${text}`);
    if (token === '+') return operand();
    if (token === '-') {
      const value = operand();
      return value && negative(value);
    }
    if (token === '(') {
      const value = sum();
      take(')');
      return value;
    }
    if (/^\d/.test(token)) return fractionOf(token);
    if (isCall(token, tokens[at])) return call(token === 'min' ? smaller : larger);
    if (/^[\p{L}_]/u.test(token)) return fact(token);
    throw new SyntaxError(`${token} stands in the wrong place: ${text}`);
  }

  function call(choose: (a: Fraction, b: Fraction) => Fraction): Amount {
    take('(');
    let chosen = sum();
    while (tokens[at] === ',') {
      at += 1;
      const next = sum();
      chosen = chosen && next && choose(chosen, next);
    }
    take(')');
    return chosen;
  }

  const value = sum();
  if (at < tokens.length) throw new SyntaxError(`goes on after its end: ${text}`);
  return value;
}

const isCall = (token: string, next: string | undefined): boolean =>
  (token === 'min' || token === 'max') && next === '(';

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  const trimmed = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const found = TOKEN.exec(trimmed);
    if (!found) throw new SyntaxError(`no formula: ${text}`);
    tokens.push(found[1] ?? found[2] ?? found[3] ?? '');
  }
  return tokens;
}
