import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { DraftContent, DraftTask } from '@tongchuang/contract/intake.ts';
import { UNIT_ROLES } from '@tongchuang/domain/tasks/task.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Conflict } from '@tongchuang/ui/pieces/conflict.tsx';
import { Field } from '@tongchuang/ui/pieces/field.tsx';
import { roleWord } from '@tongchuang/ui/pieces/tags.tsx';
import type { Review } from './use-review.ts';

/** The draft is saved this long after the last key. */
const QUIET_MS = 1200;

interface TaskEditorProps {
  task: DraftTask;
  review: Review;
  onClose: () => void;
}

/** Correcting one task. It saves itself; where somebody else changed the same task meanwhile, both texts are shown. */
export function TaskEditor({ task, review, onClose }: TaskEditorProps): ReactNode {
  const [content, setContent] = useState(task.content);
  const [clash, setClash] = useState(false);
  const saved = useRef(JSON.stringify(task.content));
  const text = useRef<HTMLTextAreaElement>(null);
  useEffect(() => text.current?.focus(), []);

  const save = async (): Promise<boolean> => {
    const now = JSON.stringify(content);
    if (now === saved.current || !isWhole(content)) return true;
    const outcome = await review.save(task, tidy(content));
    if (outcome === 'saved') saved.current = now;
    if (outcome === 'changed_meanwhile') setClash(true);
    return outcome === 'saved';
  };
  useEffect(() => {
    if (clash) return;
    const timer = setTimeout(() => void save(), QUIET_MS);
    return () => clearTimeout(timer);
  });
  const change = (part: Partial<DraftContent>) => setContent({ ...content, ...part });
  const close = async () => {
    if (clash || (await save())) onClose();
  };

  return (
    <div
      className="tc-editor"
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey)))
          void close();
      }}
    >
      {clash && (
        <Conflict
          who={task.edited?.by ?? ''}
          at={task.edited?.at ?? new Date().toISOString()}
          differences={differences(task.content, content)}
          onTake={() => {
            setContent(task.content);
            saved.current = JSON.stringify(task.content);
            setClash(false);
          }}
          onKeep={() => {
            setClash(false);
          }}
        />
      )}
      <div className="tc-editor-row">
        <Field label={t('intake.number')} value={content.no} onChange={(no) => change({ no })} />
        <label className="tc-field">
          <span className="tc-field-label">{t('intake.section')}</span>
          <textarea
            className="tc-input"
            rows={2}
            title={t('intake.section_hint')}
            value={content.sectionPath.join('\n')}
            onChange={(event) => change({ sectionPath: event.target.value.split('\n') })}
          />
        </label>
      </div>
      <label className="tc-field">
        <span className="tc-field-label">{t('intake.text')}</span>
        <textarea
          ref={text}
          className="tc-input"
          rows={5}
          value={content.text}
          aria-invalid={content.text.trim() === ''}
          onChange={(event) => change({ text: event.target.value })}
        />
      </label>
      <button
        type="button"
        className="tc-link"
        title={t('intake.split_hint')}
        onClick={() => {
          const at = text.current?.selectionStart ?? 0;
          if (at > 0 && at < content.text.length)
            void save().then((ok) => (ok ? review.split(task, at).then(onClose) : undefined));
        }}
      >
        {t('intake.split_do')}
      </button>
      <DeadlineFields content={content} change={change} />
      <UnitFields content={content} change={change} />
      <label className="tc-field">
        <span className="tc-field-label">{t('intake.standard')}</span>
        <textarea
          className="tc-input"
          rows={2}
          value={content.standard ?? ''}
          onChange={(event) => change({ standard: event.target.value === '' ? null : event.target.value })}
        />
      </label>
      <div className="tc-buttons">
        <button type="button" className="tc-button tc-button-primary" onClick={() => void close()}>
          {t('intake.save')}
        </button>
      </div>
    </div>
  );
}

interface FieldsProps {
  content: DraftContent;
  change: (part: Partial<DraftContent>) => void;
}

function DeadlineFields({ content, change }: FieldsProps): ReactNode {
  const deadline = content.deadline ?? { phrase: '', due: null, from: null, inherited: false };
  const set = (part: Partial<typeof deadline>) => {
    const next = { ...deadline, ...part, inherited: false };
    change({ deadline: next.phrase === '' && next.due === null ? null : next });
  };
  return (
    <div className="tc-editor-row">
      <Field
        label={t('intake.deadline_phrase')}
        value={deadline.phrase}
        onChange={(phrase) => set({ phrase })}
      />
      <Field
        label={t('intake.deadline_due')}
        type="date"
        value={deadline.due ?? ''}
        onChange={(due) => set({ due: due === '' ? null : due, phrase: deadline.phrase || due })}
      />
      <Field
        label={t('intake.recurrence')}
        value={content.recurrence ?? ''}
        onChange={(recurrence) => change({ recurrence: recurrence === '' ? null : recurrence })}
      />
    </div>
  );
}

function UnitFields({ content, change }: FieldsProps): ReactNode {
  const [name, setName] = useState('');
  const { units } = content;
  const set = (nth: number, part: Partial<(typeof units)[number]>) =>
    change({ units: units.map((unit, at) => (at === nth ? { ...unit, ...part } : unit)) });
  const add = () => {
    if (name.trim() === '') return;
    const fresh = {
      name: name.trim(),
      role: 'responsible' as const,
      resolution: 'unknown' as const,
      unitIds: [],
      candidates: [],
    };
    change({ units: [...units, fresh] });
    setName('');
  };
  return (
    <fieldset className="tc-editor-units">
      <legend className="tc-field-label">{t('intake.units')}</legend>
      {units.map((unit, nth) => (
        <div key={`${nth} ${unit.name}`} className="tc-editor-unit">
          <select
            className="tc-input"
            aria-label={`${unit.name} ${t('intake.unit_role')}`}
            value={unit.role}
            onChange={(event) => set(nth, { role: event.target.value as typeof unit.role })}
          >
            {UNIT_ROLES.map((role) => (
              <option key={role} value={role}>
                {roleWord(role)}
              </option>
            ))}
          </select>
          <span>{unit.name}</span>
          <button
            type="button"
            className="tc-icon-button"
            aria-label={`${t('intake.unit_remove')} ${unit.name}`}
            onClick={() => change({ units: units.filter((_, at) => at !== nth) })}
          >
            ×
          </button>
        </div>
      ))}
      <div className="tc-editor-unit">
        <input
          className="tc-input"
          aria-label={t('intake.unit_add')}
          placeholder={t('intake.unit_add')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) add();
          }}
        />
        <button type="button" className="tc-button" onClick={add}>
          {t('intake.unit_add')}
        </button>
      </div>
    </fieldset>
  );
}

/** What the server would take: half-typed content is not sent. */
const isWhole = (content: DraftContent): boolean =>
  content.text.trim() !== '' && (content.deadline === null || content.deadline.phrase.trim() !== '');

const tidy = (content: DraftContent): DraftContent => ({
  ...content,
  sectionPath: content.sectionPath.map((heading) => heading.trim()).filter(Boolean),
});

function differences(theirs: DraftContent, mine: DraftContent) {
  const rows = [
    { field: t('intake.text'), theirs: theirs.text, mine: mine.text },
    { field: t('intake.number'), theirs: theirs.no, mine: mine.no },
    { field: t('intake.deadline'), theirs: theirs.deadline?.phrase ?? '', mine: mine.deadline?.phrase ?? '' },
    {
      field: t('intake.units'),
      theirs: theirs.units.map((unit) => unit.name).join('、'),
      mine: mine.units.map((unit) => unit.name).join('、'),
    },
  ];
  return rows.filter((row) => row.theirs !== row.mine);
}
