import { Fragment, type ReactNode } from 'react';

interface SentenceProps {
  /** A text whose slots still stand: `t('tasks.summary', { due: '{due}' })`. */
  of: string;
  /** What stands in each slot: a counted number, a link. */
  with: Readonly<Record<string, ReactNode>>;
}

/** A sentence of the locale with pieces in it, in the order of the language. */
export const Sentence = ({ of, with: pieces }: SentenceProps): ReactNode =>
  of
    .split(/(\{\w+\})/)
    .map((part, n) => (
      <Fragment key={n}>{/^\{\w+\}$/.test(part) ? pieces[part.slice(1, -1)] : part}</Fragment>
    ));
