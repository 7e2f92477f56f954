import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { chooseFrameworkUnit, getFramework, type Framework } from '@tongchuang/contract/frameworks.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { call } from '@tongchuang/ui/call.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { refresh } from '@tongchuang/ui/use-call.ts';
import { oneByOne, type Outcome } from '../pieces/one-by-one.tsx';

export type Name = Framework['names'][number];

/** Says which units some names mean, one after the other, each over the version that the one before left. */
export function useNames({ id }: Pick<Framework, 'id'>) {
  const queries = useQueryClient();
  const [step, setStep] = useState(0);
  const [refused, setRefused] = useState<readonly Outcome[]>([]);
  const key = [getFramework.name, { params: { id } }];

  const settle = async (names: readonly Name[], unitOf: (name: Name) => UnitId | null): Promise<void> => {
    const { version: first } = queries.getQueryData<Framework>(key) ?? { version: 0 };
    let version = first;
    const outcomes = await oneByOne(
      names,
      ({ name }) => ({ id: name, name, href: `/frameworks/${id}?view=names` }),
      async (name) => {
        const body = { version, name: name.name, unitId: unitOf(name) };
        ({ version } = await call(chooseFrameworkUnit, { params: { id }, body }));
      },
      setStep,
    );
    setStep(0);
    const not = outcomes.filter(({ trouble }) => trouble !== null);
    setRefused(not);
    if (not.length < outcomes.length)
      tell(t('assessment.names_done', { count: outcomes.length - not.length }));
    await refresh(queries, ['framework.']);
  };
  return { settle, step, refused, close: () => setRefused([]) };
}
