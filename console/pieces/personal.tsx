import { useState, type ReactNode } from 'react';
import { PERSONAL_KINDS, showPersonal, shownPersonal } from '@tongchuang/contract/personal.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import type { CommandId, HouseholdId, PersonId } from '@tongchuang/domain/kernel/ids.ts';
import { call, Refused, type CallError } from '@tongchuang/ui/call.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { tellTrouble } from '@tongchuang/ui/pieces/toasts.tsx';
import { useAct } from '@tongchuang/ui/use-call.ts';

type Kind = (typeof PERSONAL_KINDS)[number];
export type Shown = ReplyOf<typeof shownPersonal>['shown'][number];

const PAGE_LENGTH = 300;

/** Asks for what stands masked: first the trace is written, then it is told. */
export function usePersonal(of: Kind, onShown: (one: Shown) => void) {
  const trouble = (error: CallError) =>
    tellTrouble(error instanceof Refused ? error.detail : t('house.no_answer'));
  const act = useAct(showPersonal, {
    changes: ['audit.', 'personal.looks'],
    onTrouble: trouble,
    onDone: ({ receipt }) => {
      call(shownPersonal, { params: { id: receipt.commandId as CommandId } })
        .then(({ shown }) => shown.forEach(onShown))
        .catch(trouble);
    },
  });
  const { pathname, search } = window.location;
  const page = decodeURI(pathname + search).slice(0, PAGE_LENGTH);
  return {
    busy: act.isPending,
    show: (id: PersonId | HouseholdId) => act.mutate({ body: { of, ids: [id], page } }),
  };
}

interface PhoneProps {
  of: 'people' | 'contacts';
  person: { id: PersonId; name: string };
  /** As lists tell it. */
  masked: string;
}

/** A phone number, masked until it is asked for. */
export function Phone({ of, person, masked }: PhoneProps): ReactNode {
  const [whole, setWhole] = useState<string | null>(null);
  const { busy, show } = usePersonal(of, ({ phone }) => setWhole(phone ?? ''));
  if (whole !== null) return <span className="tc-nobreak">{whole}</span>;
  return (
    <span className="tc-nobreak">
      {masked}{' '}
      <button
        type="button"
        className="tc-link"
        disabled={busy}
        title={t('people.show_phone_of', { name: person.name })}
        aria-label={t('people.show_phone_of', { name: person.name })}
        onClick={(event) => {
          event.stopPropagation();
          show(person.id);
        }}
      >
        {t('people.show_phone')}
      </button>
    </span>
  );
}
