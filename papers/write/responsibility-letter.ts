import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
  type FileChild,
} from 'docx';
import { UNIT_ROLES, type UnitRole } from '@tongchuang/domain/tasks/task.ts';
import {
  attachmentNote,
  auditLine,
  blankLine,
  heading,
  flush,
  runs,
  text,
  title,
  underTitle,
  writeOfficialDocument,
} from './official-document.ts';
import { mm, TEXT_WIDTH } from './official-layout.ts';
import { officialTable, type TableColumn } from './official-table.ts';
import { deadlineLines, officialDate, ROLE_WORDS, type PaperTask } from './paper-task.ts';

/** 责任书: what one unit promises the campaign's leading group, with the five fixed items (五定). */
export interface LetterPaper {
  /** "清源县2026年度创建全国文明城市工作目标责任书" */
  title: string;
  /** "清创责〔2026〕12号"; null while none is given. */
  number: string | null;
  /** 甲方: the campaign's leading group. */
  issuer: LetterParty;
  /** 乙方: the unit and its first-responsible person (第一责任人). */
  unit: LetterParty;
  /** Opening sentence; null takes the usual one. */
  preamble: string | null;
  tasks: readonly LetterTask[];
  /** In-unit chain printed under 定责任: "分管领导:副局长 王海;承办科室:环卫科". */
  chain: readonly string[];
  /** 定考评: how the work is assessed. Null prints that it is not fixed yet. */
  assessment: string | null;
  /** 定奖惩: praise and consequences. Null prints that it is not fixed yet. */
  rewards: string | null;
  /** ISO dates of the period it covers. */
  period: { from: string; to: string };
  auditHead: string | null;
  madeAt: Date;
}

export interface LetterParty {
  name: string;
  /** Who signs: "局长 李静"; null prints a blank to fill in. */
  signatory: string | null;
}

export interface LetterTask extends PaperTask {
  role: UnitRole;
}

/** As many tasks stand in the letter itself; more become an attachment, so that the signatures follow the text. */
const INLINE_TASKS = 6;

const UPRIGHT: TableColumn[] = [
  { head: '序号', width: 11, align: 'center' },
  { head: '工作任务', width: 52 },
  { head: '工作标准', width: 34 },
  { head: '量化目标', width: 24 },
  { head: '角色', width: 12, align: 'center' },
  { head: '完成时限', width: 23, align: 'center' },
];
const WIDE_WIDTHS = [14, 95, 65, 40, 17, 26];
const WIDE: TableColumn[] = UPRIGHT.map((column, at) => ({
  ...column,
  width: WIDE_WIDTHS[at] ?? column.width,
}));

/** The .docx of one unit's letter; the same letter gives the same bytes. */
export function writeResponsibilityLetter(letter: LetterPaper): Promise<Uint8Array> {
  const inline = letter.tasks.length <= INLINE_TASKS;
  const rows = letter.tasks.map((task, at) => [
    task.no === '' ? String(at + 1) : task.no,
    task.text,
    task.standard ?? '',
    task.targets.join('\n'),
    ROLE_WORDS[task.role],
    deadlineLines(task.deadline),
  ]);
  const blocks: FileChild[] = [
    title(letter.title),
    ...(letter.number === null ? [] : [underTitle(letter.number)]),
    blankLine(),
    flush(`甲方：${letter.issuer.name}`),
    flush(
      `乙方：${letter.unit.name}${letter.unit.signatory === null ? '' : `（第一责任人：${letter.unit.signatory}）`}`,
    ),
    text(letter.preamble ?? usualPreamble(letter)),
    heading(1, '一、定任务'),
    text(taskSentence(letter.tasks, inline)),
    ...(inline && rows.length > 0 ? [officialTable(UPRIGHT, rows), blankLine()] : []),
    heading(1, '二、定进度'),
    text(scheduleSentence(letter.tasks)),
    heading(1, '三、定责任'),
    text(dutySentence(letter)),
    ...letter.chain.map((link) => text(link)),
    heading(1, '四、定考评'),
    ...paragraphs(letter.assessment ?? '考评办法尚未确定，由甲方另行书面明确后作为本责任书的组成部分。'),
    heading(1, '五、定奖惩'),
    ...paragraphs(letter.rewards ?? '奖惩措施尚未确定，由甲方另行书面明确后作为本责任书的组成部分。'),
    text('本责任书一式两份，甲、乙双方各执一份，自双方签字盖章之日起生效。', { withNext: true }),
    ...(inline ? [] : attachmentNote(['目标任务清单'], { withNext: true })),
    ...signatures(letter),
  ];
  const attachment: FileChild[] = [
    flush('附件'),
    title('目标任务清单', 'wide'),
    blankLine(),
    officialTable(WIDE, rows),
  ];
  const last = inline ? blocks : attachment;
  last.push(...auditLine(letter.auditHead));
  return writeOfficialDocument({
    title: letter.title,
    madeAt: letter.madeAt,
    parts: [{ page: 'upright', blocks }, ...(inline ? [] : [{ page: 'wide' as const, blocks: attachment }])],
  });
}

const paragraphs = (words: string) => words.split(/\n+/).map((line) => text(line));

const usualPreamble = (letter: LetterPaper): string =>
  `为落实创建文明城市工作责任，确保各项目标任务按期完成，甲、乙双方就${officialDate(letter.period.from)}` +
  `至${officialDate(letter.period.to)}的创建工作签订本责任书。`;

function taskSentence(tasks: readonly LetterTask[], inline: boolean): string {
  if (tasks.length === 0) return '本期乙方没有单独承担的任务。';
  const parts = UNIT_ROLES.map((role) => [role, tasks.filter((task) => task.role === role).length] as const)
    .filter(([, count]) => count > 0)
    .map(([role, count]) => `${ROLE_WORDS[role]}${count}项`);
  const targets = tasks.reduce((sum, task) => sum + task.targets.length, 0);
  return (
    `乙方承担创建任务${tasks.length}项，其中${parts.join('、')}` +
    `${targets > 0 ? `；应达到的量化目标${targets}条` : ''}。任务内容和工作标准见${inline ? '下表' : '附件《目标任务清单》'}。`
  );
}

function scheduleSentence(tasks: readonly LetterTask[]): string {
  const days = tasks.flatMap((task) => task.deadline?.due ?? []).sort();
  const open = tasks.length - days.length;
  const [first] = days;
  const last = days.at(-1);
  const dated =
    first === undefined || last === undefined
      ? ''
      : first === last
        ? `有明确日期的${days.length}项任务均应于${officialDate(first)}前完成`
        : `有明确日期的${days.length}项任务中，最早的应于${officialDate(first)}前完成，最晚的应于${officialDate(last)}前完成`;
  const rest = open === 0 ? '' : `${open}项没有明确日期的任务按清单所列时限要求推进`;
  const both = [dated, rest].filter((part) => part !== '').join('；');
  return `${both === '' ? '' : `${both}。`}乙方应将任务分解到月、落实到人，按月报告进展；不能按期完成的，应在到期前书面说明原因并报甲方批准。`;
}

const dutySentence = (letter: LetterPaper): string =>
  `乙方主要负责人${letter.unit.signatory === null ? '' : `（${letter.unit.signatory}）`}是第一责任人，` +
  '对所承担任务负总责；牵头任务由乙方组织协调责任单位和配合单位共同完成，责任和配合任务按分工落实。';

const BLANK_DATE = '    年  月  日';
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };

/** Both sides beside each other, kept on one page: seal, signature and a date left blank for the hand. */
function signatures(letter: LetterPaper): FileChild[] {
  const half = Math.floor(TEXT_WIDTH / 2);
  const row = (pair: readonly [string, string], last = false) =>
    new TableRow({
      cantSplit: true,
      children: pair.map(
        (words) =>
          new TableCell({
            width: { size: half, type: WidthType.DXA },
            margins: { left: 0, right: mm(6), top: 0, bottom: 0, marginUnitType: WidthType.DXA },
            children: [
              new Paragraph({
                style: 'OfficialPlain',
                keepNext: !last,
                alignment: last ? AlignmentType.RIGHT : AlignmentType.LEFT,
                children: runs(words),
              }),
            ],
          }),
      ),
    });
  return [
    new Paragraph({ style: 'OfficialPlain', keepNext: true }),
    new Table({
      layout: TableLayoutType.FIXED,
      columnWidths: [half, half],
      width: { size: 2 * half, type: WidthType.DXA },
      borders: {
        top: NONE,
        bottom: NONE,
        left: NONE,
        right: NONE,
        insideHorizontal: NONE,
        insideVertical: NONE,
      },
      rows: [
        row(['甲方（盖章）：', '乙方（盖章）：']),
        row([letter.issuer.name, letter.unit.name]),
        row(['\n代表（签字）：\n', '\n第一责任人（签字）：\n']),
        row([BLANK_DATE, BLANK_DATE], true),
      ],
    }),
  ];
}
