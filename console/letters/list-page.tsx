import type { ReactNode } from 'react';
import { listLetters } from '@tongchuang/contract/letters.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import type { UnitId } from '@tongchuang/domain/kernel/ids.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Counted } from '@tongchuang/ui/pieces/counted.tsx';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { Sentence } from '@tongchuang/ui/pieces/sentence.tsx';
import { found } from '@tongchuang/ui/pinyin.ts';
import { sayDate, sayShortInstant } from '@tongchuang/ui/speech.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';
import type { Column } from '../pieces/columns.ts';
import { DataTable } from '../pieces/data-table.tsx';
import { Filters } from '../pieces/filters.tsx';
import { SideDrawer } from '../pieces/side-drawer.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { useMay } from '../shell/me.tsx';
import { BulkIssue } from './bulk-issue.tsx';
import { LetterDetail } from './letter-detail.tsx';
import { linesOf, type LetterLine } from './lines.ts';
import { Preview } from './preview.tsx';
import { LetterTag } from './letter-tag.tsx';
import '../pieces/forms.css';
import './letters.css';

const STATES = ['none', 'issued', 'signed', 'void'] as const;

/** 责任书: one line a unit that owes one; what it says, its gaps, its signature. */
export default function LettersPage(): ReactNode {
  const url = useUrl();
  const withVoid = url.list('state').includes('void') ? 'yes' : 'no';
  const letters = useCall(listLetters, { query: { withVoid } }, { keepLast: true });
  return (
    <>
      <PageHead
        title={t('letters.title')}
        {...(letters.data === undefined ? {} : { summary: <Summary of={letters.data} /> })}
      />
      <Loaded of={letters} lines={12}>
        {(reply) => <Lines of={linesOf(reply)} />}
      </Loaded>
      <SideDrawer title={t('letters.letter')} width={760}>
        {(id) => letters.data !== undefined && <Opened id={id} lines={linesOf(letters.data)} />}
      </SideDrawer>
    </>
  );
}

/** The letter in force where there is one, else what it would say now. */
function Opened({ id, lines }: { id: string; lines: readonly LetterLine[] }): ReactNode {
  const line = lines.find((one) => one.id === id);
  return line?.letter ? (
    <LetterDetail key={line.letter.id} id={line.letter.id} />
  ) : (
    <Preview key={id} unitId={(line?.unitId ?? id) as UnitId} />
  );
}

function Summary({ of }: { of: ReplyOf<typeof listLetters> }): ReactNode {
  const { units, issued, signed } = of.totals;
  const unit = t('letters.units');
  return (
    <Sentence
      of={t('letters.summary', { all: '{all}', issued: '{issued}', signed: '{signed}', none: '{none}' })}
      with={{
        all: <Counted value={units} unit={unit} says={t('letters.says_all')} href="/letters" />,
        none: (
          <Counted
            value={units - issued}
            unit={unit}
            says={t('letters.says_none')}
            href="/letters?state=none"
          />
        ),
        issued: (
          <Counted
            value={issued - signed}
            unit={unit}
            says={t('letters.says_issued')}
            href="/letters?state=issued"
          />
        ),
        signed: (
          <Counted value={signed} unit={unit} says={t('letters.says_signed')} href="/letters?state=signed" />
        ),
      }}
    />
  );
}

function Lines({ of }: { of: readonly LetterLine[] }): ReactNode {
  const url = useUrl();
  const may = useMay('letter.issue');
  const states = url.list('state');
  const text = url.get('text').trim();
  const only = url.list('only');
  const shown = of.filter(
    (line) =>
      (states.length === 0 || states.includes(line.state)) &&
      (!only.includes('outdated') || (line.letter?.outdated ?? 0) > 0) &&
      found(line.unitName, text),
  );
  return (
    <>
      <Filters
        search="text"
        of={[
          {
            name: 'state',
            title: t('letters.state'),
            options: STATES.map((value) => ({
              value,
              label: t(`letters.state_${value}`),
              ...(value === 'void' ? {} : { count: of.filter((line) => line.state === value).length }),
            })),
          },
          {
            name: 'only',
            title: t('tasks.only'),
            options: [{ value: 'outdated', label: t('letters.only_outdated') }],
          },
        ]}
      />
      <DataTable
        name="letters"
        label={t('letters.title')}
        columns={columns()}
        rows={shown}
        idOf={(line) => line.id}
        href={(line) => url.with({ open: line.id })}
        empty={
          of.length > 0 ? (
            <Empty title={t('house.nothing_found')} />
          ) : (
            <Empty title={t('letters.none')}>{t('letters.none_hint')}</Empty>
          )
        }
        {...(may
          ? {
              bulk: (picked: readonly LetterLine[], done: () => void) => (
                <BulkIssue lines={picked.filter((line) => line.state === 'none')} done={done} />
              ),
            }
          : {})}
      />
    </>
  );
}

const columns = (): readonly Column<LetterLine>[] => [
  {
    name: 'unit',
    title: t('letters.unit'),
    cell: (line) => line.unitName,
    value: (line) => line.unitName,
    width: 200,
  },
  {
    name: 'state',
    title: t('letters.state'),
    cell: (line) => <LetterTag of={line.state} />,
    value: (line) => t(`letters.state_${line.state}`),
    code: true,
  },
  {
    name: 'tasks',
    title: t('tasks.title'),
    unit: t('letters.items').trim(),
    number: true,
    cell: (line) => line.tasks,
    value: (line) => line.tasks,
  },
  {
    name: 'outdated',
    title: t('letters.outdated'),
    unit: t('letters.items').trim(),
    number: true,
    cell: (line) =>
      line.letter === null || line.letter.state === 'void' ? (
        <span className="tc-quiet">–</span>
      ) : (
        <span className={line.letter.outdated > 0 ? 'tc-danger' : 'tc-quiet'}>{line.letter.outdated}</span>
      ),
    value: (line) => line.letter?.outdated ?? null,
  },
  {
    name: 'number',
    title: t('letters.number'),
    cell: (line) => line.letter?.number ?? '',
    value: (line) => line.letter?.number ?? null,
    code: true,
  },
  {
    name: 'edition',
    title: t('letters.edition'),
    number: true,
    cell: (line) => line.letter?.edition ?? '',
    value: (line) => line.letter?.edition ?? null,
    aside: true,
  },
  {
    name: 'issued',
    title: t('letters.issued_at'),
    cell: (line) => (line.letter === null ? '' : sayShortInstant(line.letter.issuedAt)),
    value: (line) => line.letter?.issuedAt ?? null,
    code: true,
  },
  {
    name: 'signed',
    title: t('letters.signed_on'),
    cell: (line) => (line.letter?.signedOn ? sayDate(line.letter.signedOn) : ''),
    value: (line) => line.letter?.signedOn ?? null,
    code: true,
  },
];
