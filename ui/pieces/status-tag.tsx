import type { ReactNode } from 'react';
import type { Light } from '@tongchuang/domain/tasks/lights.ts';
import { t } from '../locale/locale.ts';

/** good 做到了 · warn 要留意 · danger 不行 · info 在进行 · muted 没有要说的 · veto 超期、一票否决 (朱). */
export type Tone = 'good' | 'warn' | 'danger' | 'info' | 'muted' | 'veto';

/** One shape a tone, so that nothing is told by colour alone. */
const SHAPES: Record<Tone, ReactNode> = {
  good: <circle cx="5" cy="5" r="4.5" />,
  warn: <path d="M5 .5 9.8 9.2H.2Z" />,
  danger: <path d="M5 0 10 5 5 10 0 5Z" />,
  info: <path d="M5 .5a4.5 4.5 0 0 1 0 9Zm0 1a3.5 3.5 0 0 0 0 7v1a4.5 4.5 0 0 1 0-9Z" />,
  muted: <circle cx="5" cy="5" r="3.9" fill="none" stroke="currentColor" strokeWidth="1.2" />,
  veto: <rect x=".6" y=".6" width="8.8" height="8.8" rx="1" />,
};

export const Shape = ({ tone }: { tone: Tone }): ReactNode => (
  <svg className="tc-shape" viewBox="0 0 10 10" width="10" height="10" fill="currentColor" aria-hidden="true">
    {SHAPES[tone]}
  </svg>
);

interface StatusTagProps {
  tone: Tone;
  /** The word: 已签收, 退回, 超期. */
  children: ReactNode;
  /** One line more on hover: why. */
  why?: string;
}

/** A status: shape, word and colour. */
export const StatusTag = ({ tone, children, why }: StatusTagProps): ReactNode => (
  <span className={`tc-tag tc-tag-${tone}`} title={why}>
    <Shape tone={tone} />
    {children}
  </span>
);

const LIGHT_TONES: Record<Light, Tone> = {
  on_time: 'good',
  at_risk: 'warn',
  late: 'veto',
  done: 'good',
  none: 'muted',
};

export const lightWord = (light: Light): string =>
  ({
    on_time: t('house.light_on_time'),
    at_risk: t('house.light_at_risk'),
    late: t('house.light_late'),
    done: t('house.light_done'),
    none: t('house.light_none'),
  })[light];

/** 亮灯: on time, at risk, late, done, none; `why` is the reason that the rule gave. */
export const LightTag = ({ of, why }: { of: Light; why?: string }): ReactNode => (
  <StatusTag tone={LIGHT_TONES[of]} {...(why === undefined ? {} : { why })}>
    {lightWord(of)}
  </StatusTag>
);
