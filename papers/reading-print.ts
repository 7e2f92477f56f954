import type { Reading, TaskReading } from '@tongchuang/domain/intake/reading.ts';

/** The reading in the shape that the command line promises; key order included. */
export function asJson({ title, kind, findings, tasks }: Reading): object {
  return {
    title,
    kind,
    findings: findings.map(({ code, message, where }) => ({ code, message, where })),
    tasks: tasks.map(({ no, sectionPath, text, deadline, recurrence, targets, units, source }) => ({
      no,
      sectionPath,
      text,
      deadline: deadline && { phrase: deadline.phrase, due: deadline.due, inherited: deadline.inherited },
      recurrence,
      targets: targets.map(({ text: words, comparator, value, unit }) => ({
        text: words,
        comparator,
        value,
        unit,
      })),
      units: units.map(({ name, role }) => ({ name, role })),
      source: { start: source.start, end: source.end },
    })),
  };
}

const ROLES = { lead: '牵头', responsible: '责任', cooperating: '配合', assessing: '考核', material: '材料' };
const KINDS = {
  plan: '实施方案',
  decomposition: '任务分解',
  handbook: '测评手册',
  report: '情况汇报',
  other: '其他文件',
};

/** The reading for a person: title, an aligned table of tasks, the findings. `columns`: width of the terminal. */
export function asTable(reading: Reading, columns: number): string {
  const head = ['序号', '任务', '时限', '指标', '单位'];
  const rows = reading.tasks.map(cells);
  const widest = [8, 1_000, 28, 28, 36];
  const widths = head.map((title, at) =>
    Math.min(widest[at] ?? 0, Math.max(width(title), ...rows.map((row) => width(row[at] ?? '')))),
  );
  const others = widths.reduce((sum, each) => sum + each + 2, 0) - (widths[1] ?? 0);
  widths[1] = Math.max(40, columns - others);

  const line = (row: string[]) =>
    row
      .map((cell, at) => fit(cell, widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  const lines = [
    `${reading.title ?? '(没有标题)'} · ${KINDS[reading.kind]} · ${reading.tasks.length} 项任务`,
  ];
  if (rows.length > 0) lines.push('', line(head), line(widths.map((each) => '-'.repeat(each))));
  let above = '';
  reading.tasks.forEach((task, at) => {
    const path = task.sectionPath.join(' > ');
    if (path !== above && path !== '') lines.push(fit(`# ${path}`, columns).trimEnd());
    above = path;
    lines.push(line(rows[at] ?? []));
  });
  if (reading.findings.length > 0) lines.push('', `发现 ${reading.findings.length} 处:`);
  for (const { message, where } of reading.findings)
    lines.push(`- ${message}${where === '' ? '' : `(${where})`}`);
  return `${lines.join('\n')}\n`;
}

function cells({ no, text, deadline, recurrence, targets, units }: TaskReading): string[] {
  const due =
    deadline &&
    `${deadline.phrase}${deadline.due ? `(${deadline.due})` : ''}${deadline.inherited ? '*' : ''}`;
  return [
    no,
    text.replace(/\s+/g, ' '),
    [due, recurrence].filter(Boolean).join(' '),
    targets.map((target) => target.text).join(';'),
    units.map(({ name, role }) => (role === 'responsible' ? name : `${ROLES[role]}:${name}`)).join('、'),
  ];
}

/** Columns on a terminal: Chinese characters and full-width signs take two. */
export function width(text: string): number {
  let columns = 0;
  for (const sign of text) columns += isWide(sign) ? 2 : 1;
  return columns;
}

const isWide = (sign: string): boolean => /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u.test(sign); // prettier-ignore

/** Padded with blanks, or cut with … to exactly `columns`. */
export function fit(text: string, columns: number): string {
  if (width(text) <= columns) return text + ' '.repeat(columns - width(text));
  let cut = '';
  let used = 0;
  for (const sign of text) {
    const next = used + width(sign);
    if (next > columns - 1) break;
    cut += sign;
    used = next;
  }
  return `${cut}…${' '.repeat(columns - used - 1)}`;
}
