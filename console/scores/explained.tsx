import type { ReactNode } from 'react';
import { factFile } from '@tongchuang/contract/facts.ts';
import { explainScore, type Explanation } from '@tongchuang/contract/scores.ts';
import type { Rule as RuleData } from '@tongchuang/domain/assessment/rule.ts';
import { paperSentence, reasonSentence, type Reason } from '@tongchuang/domain/scoring/reason-words.ts';
import { addressOf } from '@tongchuang/ui/call.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { locale, t } from '@tongchuang/ui/locale/locale.ts';
import { StatusTag } from '@tongchuang/ui/pieces/status-tag.tsx';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { sayInstant } from '@tongchuang/ui/speech.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import { FileLinks } from '../pieces/evidence.tsx';
import { sayRule } from '../pieces/say-rule.ts';
import { inUnit } from '../pieces/shares.ts';
import { useUrl } from '../pieces/url-state.ts';
import { sayPoints, sayRange, standingOf } from './amounts.ts';
import { RangeBar } from './range-bar.tsx';
import type { Scope } from './scope.ts';

/** 得分说明: rule, inputs, reasons, and either what stands one level down or what was seen. */
export function Explained({ scope, code }: { scope: Scope; code: string }): ReactNode {
  const found = useCall(explainScore, { params: { id: scope.id, code }, query: scope.query });
  return (
    <Loaded of={found} lines={10}>
      {(explanation) => (
        <div className="tc-explained">
          <Path of={explanation} />
          <h3>
            <span className="tc-nobreak">{explanation.code === 'total' ? '' : explanation.code}</span>{' '}
            {explanation.title}
          </h3>
          <Figures of={explanation} />
          <Words of={explanation} />
          <Rule of={explanation} />
          <Inputs of={explanation} />
          <Children of={explanation} />
          <Facts of={explanation} scope={scope} />
        </div>
      )}
    </Loaded>
  );
}

/** The way back up. */
function Path({ of }: { of: Explanation }): ReactNode {
  const url = useUrl();
  const above = of.path.slice(0, -1);
  if (above.length === 0) return null;
  return (
    <nav className="tc-path" aria-label={t('scores.path')}>
      <ol>
        {above.map((node) => (
          <li key={node.code}>
            <a href={url.with({ open: node.code })} title={node.title}>
              {node.code === 'total' ? t('scores.total') : `${node.code} ${node.title}`}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Figures({ of: { node } }: { of: Explanation }): ReactNode {
  const { tone, word } = standingOf(node, 'normal');
  const figure = (title: string, value: string, late = false) => (
    <div>
      <dt>{title}</dt>
      <dd className={late ? 'tc-danger' : undefined}>{value}</dd>
    </div>
  );
  return (
    <>
      <dl className="tc-figures">
        {figure(t('scores.col_points'), sayPoints(node.points))}
        {figure(t('scores.col_max'), sayPoints(node.max))}
        {figure(t('scores.col_lost'), sayPoints(node.lost), node.lost > 0)}
        {figure(t('scores.col_range'), sayRange(node.low, node.high))}
        <div>
          <dt>{t('scores.col_state')}</dt>
          <dd>
            <StatusTag tone={tone}>{word}</StatusTag>
          </dd>
        </div>
      </dl>
      {node.state !== 'not_applicable' && (
        <RangeBar
          low={node.low}
          high={node.high}
          from={Math.min(0, node.low)}
          to={Math.max(node.max, node.high) || 1}
        />
      )}
    </>
  );
}

/** Why, clause by clause, and as one sentence for papers. */
function Words({ of }: { of: Explanation }): ReactNode {
  const inWords = of.reasons.map((one) => ({ code: one.code, facts: one.facts }) as Reason);
  const english = locale.get() === 'en';
  const sentence = of.sentence === null ? null : english ? paperSentence(inWords, 'en') : of.sentence;
  const said = sentence ?? of.sentence;
  return (
    <section>
      <h4>{t('scores.why')}</h4>
      {of.reasons.length === 0 ? (
        <p className="tc-quiet">{t('scores.why_none')}</p>
      ) : (
        <ul className="tc-reasons">
          {inWords.map((one, n) => (
            <li key={n}>{english ? reasonSentence(one, 'en') : of.reasons[n]?.sentence}</li>
          ))}
        </ul>
      )}
      {said !== null && (
        <blockquote className="tc-paper-sentence">
          <p>{said}</p>
          <button type="button" className="tc-link" onClick={() => void copy(said)}>
            {t('scores.copy')}
          </button>
        </blockquote>
      )}
    </section>
  );
}

/** Copying needs a secure page; elsewhere the sentence stands there to be picked. */
async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    tell(t('scores.copied'));
  } catch {
    tell(t('scores.copy_failed'));
  }
}

function Rule({ of }: { of: Explanation }): ReactNode {
  if (of.rule === null && of.ruleText === null) return null;
  return (
    <section>
      <h4>{t('scores.rule')}</h4>
      {of.rule !== null && <p>{locale.get() === 'en' ? englishOf(of) : of.rule}</p>}
      {of.ruleText !== null && (
        <p className="tc-quiet">
          {t('scores.rule_text')}
          {of.ruleText}
        </p>
      )}
    </section>
  );
}

const englishOf = ({ rules }: Explanation): string =>
  rules
    .map(({ method, rule }) => {
      const words = sayRule(rule as unknown as RuleData);
      return method === null ? words : `${method}: ${words}`;
    })
    .join('; ');

function Inputs({ of }: { of: Explanation }): ReactNode {
  if (of.inputs.length === 0) return null;
  return (
    <section>
      <h4>{t('scores.inputs')}</h4>
      <div className="tc-plain-frame">
        <table className="tc-plain">
          <thead>
            <tr>
              <th>{t('scores.input_name')}</th>
              <th className="tc-number">{t('scores.input_value')}</th>
              <th className="tc-number">{t('scores.input_facts')}</th>
            </tr>
          </thead>
          <tbody>
            {of.inputs.map((input, n) => (
              <tr key={`${n} ${input.name}`}>
                <th scope="row">
                  {input.name === 'value' ? t('scores.input_seen') : input.name}
                  {input.text !== null && input.text !== '' && input.text !== input.name && (
                    <small className="tc-quiet"> {input.text}</small>
                  )}
                </th>
                <td className="tc-number">
                  {input.value !== null
                    ? inUnit(input.value, input.unit)
                    : t(input.facts > 0 ? 'scores.input_by_site' : 'scores.input_unknown')}
                </td>
                <td className="tc-number">{input.facts}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Children({ of }: { of: Explanation }): ReactNode {
  const url = useUrl();
  if (of.children.length === 0) return null;
  return (
    <section>
      <h4>{t('scores.children')}</h4>
      <div className="tc-plain-frame">
        <table className="tc-plain">
          <thead>
            <tr>
              <th>{t('scores.col_title')}</th>
              <th className="tc-number">{t('scores.col_points')}</th>
              <th className="tc-number">{t('scores.col_max')}</th>
              <th className="tc-number">{t('scores.col_range')}</th>
              <th className="tc-number">{t('scores.col_lost')}</th>
            </tr>
          </thead>
          <tbody>
            {of.children.map((child) => (
              <tr key={child.code}>
                <th scope="row">
                  <a href={url.with({ open: child.code })}>
                    <span className="tc-nobreak">{child.code}</span> {child.title}
                  </a>
                </th>
                <td className="tc-number">{sayPoints(child.points)}</td>
                <td className="tc-number">{sayPoints(child.max)}</td>
                <td className="tc-number">{sayRange(child.low, child.high)}</td>
                <td className={child.lost > 0 ? 'tc-number tc-danger' : 'tc-number'}>
                  {child.lost === 0 ? '–' : sayPoints(child.lost)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

type SeenFact = Explanation['facts'][number];

/** What was seen: where, when, by whom, with its files; those that cost points first. */
function Facts({ of, scope }: { of: Explanation; scope: Scope }): ReactNode {
  if (of.facts.length === 0)
    return of.moreFacts === 0 ? null : (
      <p className="tc-quiet">{t('scores.facts_closed', { count: of.moreFacts })}</p>
    );
  const costly = of.facts.filter((fact) => fact.costs).length;
  return (
    <section>
      <h4>{t('scores.facts', { count: of.facts.length + of.moreFacts, costly })}</h4>
      <ul className="tc-seen">
        {of.facts.map((fact) => (
          <Seen
            key={fact.id}
            fact={fact}
            unit={of.inputs.find(({ name }) => name === fact.name)?.unit ?? null}
            scope={scope}
          />
        ))}
      </ul>
      {of.moreFacts > 0 && <p className="tc-quiet">{t('scores.more_facts', { count: of.moreFacts })}</p>}
    </section>
  );
}

interface SeenProps {
  fact: SeenFact;
  /** Of measure: %, 处. */
  unit: string | null;
  scope: Scope;
}

function Seen({ fact, unit, scope }: SeenProps): ReactNode {
  const whom = [fact.unit, fact.marker, fact.at === null ? null : sayInstant(fact.at)];
  return (
    <li className={fact.costs ? 'tc-seen-costs' : undefined}>
      <p className="tc-seen-head">
        {fact.costs && <StatusTag tone="danger">{t('scores.costs')}</StatusTag>}
        <b>{fact.site ?? (fact.name === 'value' ? t('scores.input_seen') : fact.name)}</b>
        {fact.site !== null && fact.name !== 'value' && <span>{fact.name}</span>}
        <span className="tc-seen-value">{valueOf(fact, unit)}</span>
      </p>
      {fact.note !== null && <p>{fact.note}</p>}
      <p className="tc-quiet">{whom.filter((one) => one !== null && one !== '').join(' · ')}</p>
      <FileLinks
        files={fact.files}
        address={(sha256) => addressOf(factFile, { id: scope.id, factId: fact.id, sha256 })}
      />
      <a href={`/rounds/${scope.id}/facts?open=${fact.id}`}>{t('scores.history')}</a>
    </li>
  );
}

function valueOf(fact: SeenFact, unit: string | null): string {
  if (fact.state === 'not_applicable') return t('scores.fact_out');
  if (fact.value === null) return t('scores.input_unknown');
  return inUnit(fact.value, unit);
}
