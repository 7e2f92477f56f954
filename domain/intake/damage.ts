import type { CleanPaper } from './clean.ts';
import { isTraditional } from './fold.ts';
import { UNIT_LABEL } from './labels.ts';
import type { Paper } from './paper.ts';
import type { Finding, Span } from './reading.ts';
import { spanOf } from './sheet.ts';

const HAN = '一-鿿';
const COLON = new RegExp(`(?:${UNIT_LABEL})。(?= ?[${HAN}]{2,12}[、。])`, 'g');
const STRAY = new RegExp(`(?<=[${HAN}])[ \\u3000]{1,2}(?=[${HAN}])`, 'g');
const MASKED =
  /(?<![A-Za-z])(?:[xX×]{1,4}|[*]{2,4}|20[xX×]{2})(?=[年月日县市区镇乡村局办个人名处条万%号街路余])|(?<=[一-鿿])[*]{2,4}(?=[一-鿿])/g;
const DECIMAL = /\d、\d{1,2}(?= ?(?:%|万[亩平元]|公里|平方))/g;
const LOST_PERCENT = /(?:增长|下降|提高|增加)(?:了)?\d{1,2}(?:\.\d{1,2})?(?=[,。;]|$)/g;
const LOST = /\ufffd+|(?<=[一-鿿])\?{2,}|\?{2,}(?=[一-鿿])|[\ue000-\uf8ff]+|(?<=[一-鿿])[□�]+(?=[一-鿿])/g;
const QUOTE_BLANKS = new RegExp(`(?<=[${HAN},。]) [${HAN}]{2,10} (?=[${HAN},。])`, 'g');
const DAY_MISSING =
  /(?:\d{4}|二[〇○零]\S{2}) ?年 ?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2}) ?月 {0,6}(?:日(?!常|报|均))|月 {1,6}日)/g;
const MORE_PAGES = /还?剩(?:余)? ?\d+ ?页|预览已?结束|未读|(?:\[\d\]){2,} ?下一页/;

/** What has happened to the text on its way here: seen and said, never repaired in silence. */
export function damageOf(paper: Paper, cleaned: CleanPaper): Finding[] {
  const { sheet, items, pageMarks, frame, pinyin } = cleaned;
  const { fold, raw } = sheet;
  const findings: Finding[] = [];
  const add = (code: Finding['code'], message: string, where: string, span: Span | null) => {
    findings.push({ code, message, where, span });
  };
  const noted = (code: Paper['notes'][number]['code']): number =>
    paper.notes.reduce((sum, note) => sum + (note.code === code ? Math.max(1, note.count) : 0), 0);
  const lines = items.flatMap((item) => (item.kind === 'line' ? [item] : []));

  const marks = pageMarks.length + noted('page_furniture_removed');
  if (marks > 0)
    add(
      'page_marks_removed',
      `去掉了${marks}处页码或页眉页脚。`,
      first(raw, pageMarks[0]),
      pageMarks[0] ?? null,
    );
  if (frame.length > 0) {
    add(
      'site_frame_removed',
      `正文前后有${frame.length}行网页内容(下载、推荐等),没有读入。`,
      first(raw, frame[0]),
      frame[0] ?? null,
    );
  }
  if (pinyin.length > 0) {
    add(
      'pinyin_injected',
      `汉字后夹有${pinyin.length}处拼音,识别时略过,原文未改。`,
      first(raw, pinyin[0]),
      pinyin[0] ?? null,
    );
  }
  let traditional = 0;
  for (let i = 0; i < raw.length && traditional < 10; i++)
    if (isTraditional(raw.charCodeAt(i))) traditional += 1;
  if (traditional >= 10) add('traditional_converted', '原文是繁体字,按简体识别,显示保持原样。', '全文', null);

  /** Every match inside the lines of the document, with at most one finding for all of them. */
  const every = (pattern: RegExp, least = 1, from = 0): { a: number; b: number; count: number } | null => {
    let count = 0;
    let at: { a: number; b: number } | null = null;
    for (const line of lines) {
      if (line.b - line.a < from) continue;
      for (const found of fold.slice(line.a, line.b).matchAll(pattern)) {
        count += 1;
        at ??= { a: line.a + found.index, b: line.a + found.index + found[0].length };
      }
    }
    return at !== null && count >= least ? { ...at, count } : null;
  };
  const report = (
    code: Finding['code'],
    found: { a: number; b: number; count: number } | null,
    message: (count: number) => string,
  ) => {
    if (found === null) return;
    const a = Math.max(0, found.a - 4);
    add(
      code,
      message(found.count),
      fold.slice(a, Math.min(fold.length, found.b + 4)).trim(),
      spanOf(sheet, found.a, found.b),
    );
  };
  report('colon_damaged', every(COLON), (count) => `${count}处“责任单位”等标签后的冒号变成了句号。`);
  report('stray_blanks', every(STRAY, 1, 20), (count) => `汉字之间有${count}处多余的空格。`);
  report('masked_values', every(MASKED), (count) => `有${count}处名称或数字被遮盖(如 XX),按未知处理。`);
  report(
    'decimal_damaged',
    every(DECIMAL) ?? every(LOST_PERCENT),
    (count) => `有${count}处数字的小数点或百分号已损坏,请核对。`,
  );
  report('date_incomplete', every(DAY_MISSING), () => '日期缺少月或日,文件可能未签发。');
  const lost = every(LOST);
  report('characters_lost', lost, (count) => `有${count}处文字丢失。`);
  if (lost === null && noted('characters_lost') > 0) {
    add('characters_lost', `有${noted('characters_lost')}处文字丢失。`, '全文', null);
  }
  const body = lines
    .map((line) => raw.slice(sheet.at[line.a] ?? 0, (sheet.at[line.b - 1] ?? 0) + 1))
    .join('\n');
  const opened = body.match(/“/g)?.length ?? 0;
  const closed = body.match(/”/g)?.length ?? 0;
  const odd = body.match(/[〝〞]/g)?.length ?? 0;
  const blanks = every(QUOTE_BLANKS, 8);
  if (odd > 0 || opened !== closed) {
    add(
      'quotes_damaged',
      odd > 0 ? `有${odd}个引号不是规范的引号。` : `前引号${opened}个、后引号${closed}个,不成对。`,
      '全文',
      null,
    );
  } else if (blanks !== null && opened === 0) {
    report('quotes_damaged', blanks, (count) => `引号可能丢失,有${count}处变成了空格。`);
  }
  if (noted('tracked_changes_accepted') > 0) {
    add(
      'tracked_changes_accepted',
      `有${noted('tracked_changes_accepted')}处修订,按接受后的文字识别。`,
      '全文',
      null,
    );
  }
  if (noted('hidden_cells') > 0)
    add('hidden_cells', `有${noted('hidden_cells')}处隐藏的行、列或工作表,已一并读入,请核对。`, '全文', null);
  const end = lines.at(-1);
  const more =
    MORE_PAGES.test(
      [...cleaned.head, ...frame.slice(-60).map((span) => raw.slice(span.start, span.end))].join('\n'),
    ) || cleaned.pageLinks;
  if (
    more ||
    (end !== undefined && items.at(-1) === end && breaksOff(fold.slice(Math.max(end.a, end.b - 400), end.b)))
  ) {
    const span = end === undefined ? null : spanOf(sheet, Math.max(end.a, end.b - 12), end.b);
    add(
      'cut_off',
      '文件没有完,后面的内容缺失。',
      end === undefined ? '文末' : fold.slice(Math.max(end.a, end.b - 12), end.b),
      span,
    );
  }
  return findings;
}

const first = (raw: string, span: Span | undefined): string =>
  span === undefined ? '全文' : raw.slice(span.start, span.end).trim().slice(0, 20);

/** Does the last paragraph end in the midst of a sentence, of a bracket or of a name? */
function breaksOff(tail: string): boolean {
  const text = tail.trimEnd();
  const list = /(?:单位|部门|人|领导)[:。 ]([^。;:]*)$/.exec(text);
  if (list !== null) {
    const name = /([^、,。;:\s()]*)$/.exec(list[1] ?? '')?.[1] ?? '';
    return name === ''
      ? /[、,]$/.test(text)
      : !/[局委办部院厅处站所队会联社司行校室镇乡村道区县市门位业构体员协团府心组台网园馆场厂法长等)]$/.test(
          name,
        ) &&
          name.length <= 4 &&
          /^[省市县区镇乡]/.test(name);
  }
  if (/[、,(“《]$/.test(text)) return true;
  return (
    text.length >= 60 && /[一-鿿]$/.test(text) && !/[。;!?:]/.test(text.slice(-3)) && /[,。;]/.test(text)
  );
}
