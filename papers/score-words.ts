import type { FactsFault } from './read/facts-file.ts';

/** What the score command says about files that it cannot read: one sentence each, with the next step. */

const PROBLEMS: Record<FactsFault['problem']['problem'], string> = {
  not_utf8: '不是 UTF-8 编码，请另存为 UTF-8',
  not_json: '不是一个 JSON 对象，请检查引号、逗号和括号',
  line_too_long: '过长，请检查是否少了换行',
  id_reused: '的编号“{field}”前面已用过，而内容不同，请换一个编号',
  not_an_object: '不是一个 JSON 对象，请每行写一条观测',
  missing: '缺少“{field}”',
  not_text: '的“{field}”不是文字',
  too_long: '的“{field}”过长',
  unknown: '的“{field}”无法识别',
  not_a_value: '的“{field}”不是有效的数值、真假或档次（最多四位小数）',
  not_a_time: '的“{field}”不是 ISO 8601 的时间',
};

export const factsFaultSentence = (name: string, { line, problem }: FactsFault): string =>
  `“${name}”第 ${line} 行${PROBLEMS[problem.problem].replace('{field}', problem.field)}。`;

export const notJsonSentence = (name: string): string =>
  `“${name}”不是 JSON 文件。请先用 npm run -s framework 把体系转成 JSON。`;

export const USAGE = '用法：npm run -s score -- 体系.json 观测.ndjson [--json] [--unit 单位名称]';
