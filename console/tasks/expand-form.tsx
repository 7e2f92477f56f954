import { useMemo, useState, type FormEvent, type ReactNode } from 'react';
import { listUnits } from '@tongchuang/contract/organisation.ts';
import { expandUnits } from '@tongchuang/contract/task-acts.ts';
import type { TaskPage } from '@tongchuang/contract/tasks.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { UNIT_TYPE_WORDS, type UnitType } from '@tongchuang/domain/organisation/unit.ts';
import { TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { roleWord } from '@tongchuang/ui/pieces/tags.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { found, readyPinyin } from '@tongchuang/ui/pinyin.ts';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { TASKS_CHANGE } from './changes.ts';

interface ExpandFormProps {
  page: TaskPage;
  entry: TaskPage['unexpanded'][number];
}

/** 各乡镇: a collective name that waits until somebody says which units are meant. */
export function ExpandForm({ page, entry }: ExpandFormProps): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <div className="tc-expand">
      <p>
        <small className={`tc-role tc-role-${entry.role}`}>{roleWord(entry.role)}</small> “{entry.name}”{' '}
        <span className="tc-quiet">{t('tasks.unexpanded')}</span>{' '}
        {page.mayEdit && (
          <button type="button" className="tc-link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('tasks.expand')}
          </button>
        )}
      </p>
      {open && <Members page={page} entry={entry} close={() => setOpen(false)} />}
    </div>
  );
}

function Members({ page, entry, close }: ExpandFormProps & { close: () => void }): ReactNode {
  const units = useCall(listUnits, { query: {} }, { staleMs: 600_000 });
  const all = useMemo(
    () => (units.data?.units ?? []).filter((unit) => page.parts.every((part) => part.unitId !== unit.id)),
    [units.data, page.parts],
  );
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [wanted, setWanted] = useState('');
  const act = useAct(expandUnits, {
    changes: TASKS_CHANGE,
    onDone: () => {
      tell(t('tasks.expanded', { name: entry.name }));
      close();
    },
  });
  const kinds = [...new Set(all.map((unit) => unit.kind))];
  const shown = all.filter((unit) => found(`${unit.shortName ?? ''} ${unit.name}`, wanted));
  const toggle = (id: string) =>
    setChosen((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const send = (event: FormEvent) => {
    event.preventDefault();
    act.mutate({
      params: { id: page.id },
      body: { name: entry.name, unitIds: [...chosen] as UnitId[], version: page.version },
    });
  };
  return (
    <form className="tc-form tc-action-form" onSubmit={send}>
      <div className="tc-kinds">
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            className="tc-link"
            onClick={() =>
              setChosen(
                new Set([...chosen, ...all.filter((unit) => unit.kind === kind).map((unit) => unit.id)]),
              )
            }
          >
            {t('tasks.expand_kind', { kind: kindWord(kind) })}
          </button>
        ))}
        <button type="button" className="tc-link" onClick={() => setChosen(new Set())}>
          {t('house.pick_none')}
        </button>
      </div>
      <input
        className="tc-input"
        aria-label={t('house.search_list')}
        placeholder={t('house.search_list')}
        value={wanted}
        onFocus={() => void readyPinyin()}
        onChange={(event) => setWanted(event.target.value)}
      />
      <div className="tc-options tc-members">
        {shown.map((unit) => (
          <label key={unit.id}>
            <input type="checkbox" checked={chosen.has(unit.id)} onChange={() => toggle(unit.id)} />
            <span title={unit.name}>{unit.shortName ?? unit.name}</span>
          </label>
        ))}
      </div>
      <TroubleLine error={act.error} />
      <button
        type="submit"
        className="tc-button tc-button-primary"
        disabled={chosen.size === 0 || act.isPending}
      >
        {t('tasks.expand_do', { count: chosen.size })}
      </button>
    </form>
  );
}

const kindWord = (kind: UnitType): string => UNIT_TYPE_WORDS[kind][0];
