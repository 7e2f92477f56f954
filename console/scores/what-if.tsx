import { useState, type FormEvent, type ReactNode } from 'react';
import { whatIf } from '@tongchuang/contract/score-advice.ts';
import { explainScore, getScore, type Explanation } from '@tongchuang/contract/scores.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { Loaded, Skeleton, TroubleLine } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { Choice } from '../pieces/choice.tsx';
import { asKept, inUnit } from '../pieces/shares.ts';
import { sayPoints, sayRange, saySigned } from './amounts.ts';
import type { Scope } from './scope.ts';

/** A fact as it might be; without an id it would be one more. */
interface Change {
  id: string | null;
  criterion: string;
  name: string;
  site: string | null;
  value: string | number | boolean;
}

interface OwnChange extends Change {
  /** 人民路 0 → 1 */
  says: string;
}

interface WhatIfProps {
  scope: Scope;
  repairs: readonly { id: string; changes: readonly Change[] }[];
}

/** As many facts as one question holds. */
const MOST = 500;

/** 推演: ticked repairs and facts as they might be; the new total at once. Nothing is written. */
export function WhatIf({ scope, repairs }: WhatIfProps): ReactNode {
  const [own, setOwn] = useState<readonly OwnChange[]>([]);
  const supposed = supposedOf(repairs, own);
  const asks = supposed.length > 0 && supposed.length <= MOST;
  const found = useCall(
    whatIf,
    { params: { id: scope.id }, query: { ...scope.query, facts: JSON.stringify(supposed) } },
    { enabled: asks, keepLast: asks },
  );
  return (
    <section className="tc-sheet tc-what-if" aria-label={t('scores.what_if')}>
      <h2>{t('scores.what_if')}</h2>
      <p className="tc-quiet">{t('scores.what_if_hint')}</p>
      <OwnChanges scope={scope} own={own} onChange={setOwn} />
      <div role="status" aria-live="polite">
        {supposed.length === 0 && <p className="tc-what-if-none">{t('scores.what_if_none')}</p>}
        {supposed.length > MOST && (
          <p className="tc-notice tc-notice-warn">{t('scores.what_if_many', { most: MOST })}</p>
        )}
        {asks && found.data === undefined && found.error === null && <Skeleton lines={2} />}
        <TroubleLine error={asks ? found.error : null} />
        {asks && found.data !== undefined && found.error === null && (
          <Outcome of={found.data} repairs={repairs.length} own={own.length} />
        )}
      </div>
    </section>
  );
}

/** Later changes of the same fact hold; what somebody typed holds over what is ticked. Short, for it goes into the address. */
function supposedOf(repairs: WhatIfProps['repairs'], own: readonly OwnChange[]): object[] {
  const byFact = new Map<string, object>();
  for (const { id, criterion, name, site, value } of [...repairs.flatMap((one) => one.changes), ...own]) {
    if (id === null) byFact.set(`${criterion} ${name} ${site}`, { criterion, name, site, value });
    else byFact.set(id, { id, criterion, value });
  }
  return [...byFact.values()];
}

interface OutcomeProps {
  of: ReplyOf<typeof whatIf>;
  repairs: number;
  own: number;
}

function Outcome({ of: { before, after, nodes }, repairs, own }: OutcomeProps): ReactNode {
  const change = Math.round(((after.points ?? 0) - (before.points ?? 0)) * 100) / 100;
  const leaves = nodes.filter(
    (node) => !nodes.some((other) => other !== node && other.code.startsWith(`${node.code}.`)),
  );
  return (
    <>
      <dl className="tc-figures">
        <div>
          <dt>{t('scores.now')}</dt>
          <dd>{sayPoints(before.points)}</dd>
        </div>
        <div>
          <dt>{t('scores.supposed')}</dt>
          <dd>
            {sayPoints(after.points)}{' '}
            <small className={change < 0 ? 'tc-danger' : 'tc-good'}>{saySigned(change)}</small>
          </dd>
        </div>
        {after.low !== after.high && (
          <div>
            <dt>{t('scores.col_range')}</dt>
            <dd>{sayRange(after.low, after.high)}</dd>
          </div>
        )}
        {after.converted !== null && (
          <div>
            <dt>{t('scores.converted')}</dt>
            <dd>
              {sayPoints(before.converted)} → {sayPoints(after.converted)}
            </dd>
          </div>
        )}
      </dl>
      <p className="tc-quiet">{t('scores.what_if_of', { repairs, own })}</p>
      {nodes.length > 0 && (
        <details>
          <summary>{t('scores.what_if_nodes', { count: nodes.length })}</summary>
          <div className="tc-plain-frame">
            <table className="tc-plain">
              <thead>
                <tr>
                  <th>{t('scores.col_title')}</th>
                  <th className="tc-number">{t('scores.now')}</th>
                  <th className="tc-number">{t('scores.supposed')}</th>
                </tr>
              </thead>
              <tbody>
                {leaves.map((node) => (
                  <tr key={node.code}>
                    <th scope="row">
                      <span className="tc-nobreak">{node.code}</span> {node.title}
                    </th>
                    <td className="tc-number">{sayPoints(node.before)}</td>
                    <td className="tc-number">{sayPoints(node.after)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </>
  );
}

interface OwnChangesProps {
  scope: Scope;
  own: readonly OwnChange[];
  onChange: (own: readonly OwnChange[]) => void;
}

/** Any fact as it might be: its criterion, the fact, another value. */
function OwnChanges({ scope, own, onChange }: OwnChangesProps): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <>
      {own.length > 0 && (
        <ul className="tc-own-changes">
          {own.map((change) => (
            <li key={change.id}>
              <span>{change.says}</span>
              <button
                type="button"
                className="tc-link"
                onClick={() => onChange(own.filter((one) => one !== change))}
              >
                {t('house.remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <button
        type="button"
        className="tc-link tc-screen-only"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t('scores.suppose')}
      </button>
      {open && (
        <SupposeForm
          scope={scope}
          onAdd={(change) => onChange([...own.filter((one) => one.id !== change.id), change])}
        />
      )}
    </>
  );
}

function SupposeForm({ scope, onAdd }: { scope: Scope; onAdd: (change: OwnChange) => void }): ReactNode {
  const score = useCall(getScore, { params: { id: scope.id }, query: scope.query });
  const [code, setCode] = useState('');
  const nodes = score.data?.nodes ?? [];
  const parents = new Set(nodes.map((node) => node.parent));
  const leaves = nodes.filter((node) => !parents.has(node.code));
  return (
    <div className="tc-suppose">
      <Choice
        label={t('scores.suppose_criterion')}
        options={leaves.map((leaf) => ({ value: leaf.code, label: `${leaf.code} ${leaf.title}` }))}
        value={code}
        onChange={setCode}
      />
      {code !== '' && <SupposeFact key={code} scope={scope} code={code} onAdd={onAdd} />}
    </div>
  );
}

interface SupposeFactProps {
  scope: Scope;
  code: string;
  onAdd: (change: OwnChange) => void;
}

function SupposeFact({ scope, code, onAdd }: SupposeFactProps): ReactNode {
  const explained = useCall(explainScore, { params: { id: scope.id, code }, query: scope.query });
  const [id, setId] = useState('');
  const [value, setValue] = useState('');
  return (
    <Loaded of={explained} lines={2}>
      {({ facts, inputs, title }) => {
        const unitOf = (one: SeenFact) => inputs.find(({ name }) => name === one.name)?.unit ?? null;
        const says = (one: SeenFact) =>
          one.value === null ? t('scores.input_unknown') : inUnit(one.value, unitOf(one));
        const fact = facts.find((one) => one.id === id) ?? facts[0];
        if (fact === undefined) return <p className="tc-quiet">{t('scores.suppose_no_facts')}</p>;
        const add = (event: FormEvent) => {
          event.preventDefault();
          const wish = asKept(value.trim(), unitOf(fact));
          const change = `${says(fact)} → ${inUnit(wish, unitOf(fact))}`;
          onAdd({
            id: fact.id,
            criterion: code,
            name: fact.name,
            site: fact.site,
            value: wish,
            says: `${code} ${title} · ${nameOf(fact)} ${change}`,
          });
          setValue('');
        };
        return (
          <form className="tc-suppose-fact" onSubmit={add}>
            <label>
              <span className="tc-field-label">{t('scores.suppose_fact')}</span>
              <select className="tc-input" value={fact.id} onChange={(event) => setId(event.target.value)}>
                {facts.map((one) => (
                  <option key={one.id} value={one.id}>
                    {nameOf(one)} · {says(one)}
                  </option>
                ))}
              </select>
            </label>
            <label>
              <span className="tc-field-label">
                {t('scores.suppose_value')}
                {unitOf(fact) !== null && ` (${unitOf(fact)})`}
              </span>
              <input
                className="tc-input"
                required
                maxLength={40}
                value={value}
                onChange={(event) => setValue(event.target.value)}
              />
            </label>
            <button type="submit" className="tc-button">
              {t('scores.suppose_add')}
            </button>
          </form>
        );
      }}
    </Loaded>
  );
}

type SeenFact = Explanation['facts'][number];

const nameOf = (fact: SeenFact): string =>
  [fact.site, fact.name === 'value' ? null : fact.name, fact.unit]
    .filter((one) => one !== null && one !== '')
    .join(' · ') || t('scores.input_seen');
