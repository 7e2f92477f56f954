import type { OutlineNode } from './outline.ts';

/** What a heading promises about the items under it. */
export type Zone = 'aim' | 'task' | 'stage' | 'duty' | 'demand' | 'unknown';

const AIM =
  /指导思想|总体(?:要求|思路|目标|部署)|工作目标|创建目标|目标要求|^(?:主要|预期|年度|具体)?目标$|[一-鿿]{2}原则$|工作思路|基本思路|基本要求|背景|(?:重要|重大)意义|现状|存在(?:的)?(?:主要)?问题|面临(?:的)?形势|形势|编制依据|[一-鿿]{2}(?:范围|对象)$|(?:使用|编制|填报|填表)说明$|^(?:责任|包保|活动)区域$|名词解释|术语|定义|工作基础|基本情况|活动主题|活动地点|目的|^总则$|(?:整治|攻坚|行动|活动|提升|建设|任务|总|实施|考核|治理)目标$/;
const DEMAND =
  /保障措施|(?:组织|工作|政策|资金|要素)保障|保障机制|强化保障|组织领导|加强领导|强化领导|工作要求|有关要求|相关要求|[几三四五]点要求|具体要求|[一-鿿]{2}纪律$|纪律要求|活动要求|^组织实施$|(?:有关|注意|其他|其它)事项|督查(?:考核|问责|督办)?$|督导考核|考核(?:奖惩|办法|问责|评价|验收)?$|奖惩|责任追究|问责|监督检查|附则|组织机构|组织架构|工作机构|机构(?:设置|组成)|领导小组$|指挥部$|人员组成|工作职责|职责任务$|(?:工作|推进|运行)(?:制度|机制)|经费(?:保障|预算|来源)?|资金(?:来源|安排|管理)|申报(?:程序|条件|要求)|评分办法|计分办法|测评方法|考评(?:办法|方式|程序)|^(?:报送|联系)(?:方式|要求)|结果运用|施行/;
const STAGE =
  /实施步骤|工作步骤|方法步骤|推进步骤|创建步骤|活动步骤|行动步骤|步骤(?:安排|及|和|与)|时间(?:安排|步骤|节点|进度)|^[一-鿿]{2}时间$|阶段(?:安排|划分)|进度安排|实施阶段|工作(?:进度|阶段)|步骤$/;
const DUTY =
  /(?:职责|责任|任务|工作)分工|部门职责|单位职责|责任(?:单位|部门)(?:及|和)?(?:职责|任务)|任务分配|责任分解/;
const TASK =
  /任务|重点(?:工作|内容|项目|行动)|工作(?:内容|措施|举措|重点|安排)|主要(?:措施|内容|举措|工作)|(?:整治|创建|活动|行动|实施|测评|建设)(?:内容|重点|措施|项目|标准|任务)|实施(?:内容|意见)|(?:重点|专项|整治)行动|(?:创建|测评)(?:指标|标准)/;

/** What the words of a heading without its number promise. */
export function zoneOf(heading: string): Zone {
  const words = heading.replace(/\s+/g, '');
  if (words.length > 30) return 'unknown';
  const task = TASK.test(words);
  if (DUTY.test(words)) return 'duty';
  if (STAGE.test(words) && !task) return 'stage';
  if (AIM.test(words) && !(task && !/目标$|原则$|指导思想|范围$|对象$/.test(words))) return 'aim';
  if (DEMAND.test(words) && !task) return 'demand';
  if (task) return 'task';
  return 'unknown';
}

/** Words that only lead over to the list below and are no part of a heading: 主要工作任务: */
const LEAD_IN =
  /(?:主要|重点|具体)?(?:工作|整治|活动|创建)?(?:任务|内容|措施|目标|要求|安排|举措|步骤)(?:是|有|为|如下|包括)?[::]? *$/;
const SENTENCE = /[。;!?]/;
const LONGEST_HEADING = 60;
const SHORT_HEADING = 30;

/**
 * Where the heading of a node ends, in the folded text from `c` to `b`: at its full stop, behind the bracket with its
 * window, before words that only lead over, or at a blank behind which text goes on.
 */
export function headingEnd(fold: string, c: number, b: number): number {
  const text = fold.slice(c, Math.min(b, c + 200));
  let end = text.length;
  const stop = SENTENCE.exec(text);
  if (stop !== null) end = stop.index;
  const bracket = /\([^()]{0,40}(?:\d ?月|\d ?日|年|季度)[^()]{0,20}\)/.exec(text.slice(0, end));
  if (bracket !== null && bracket.index > 2) return c + bracket.index + bracket[0].length;
  const wide = /: *\S/.exec(text.slice(0, end));
  if (wide !== null && end - wide.index > 20) end = wide.index;
  const lead = LEAD_IN.exec(text.slice(0, end));
  if (lead !== null && lead.index >= 4 && /[:]/.test(lead[0]) && /[) ]$/.test(text.slice(0, lead.index)))
    end = lead.index;
  const blank = / +/.exec(text.slice(3, end));
  if (blank !== null) {
    const at = 3 + blank.index;
    const rest = end - at - blank[0].length;
    const known =
      at <= 20 && zoneOf(text.slice(0, at)) !== 'unknown' && zoneOf(text.slice(0, end)) === 'unknown';
    // Text goes on behind the heading, up to a full stop; a blank in a short heading is only a stray one.
    if (known || (at <= SHORT_HEADING && (end > SHORT_HEADING || stop !== null) && rest >= 12)) end = at;
  }
  while (end > 0 && /[\s:。,、;]/.test(text[end - 1] ?? '')) end -= 1;
  return c + end;
}

/** Is all that the node says itself a heading, without a sentence behind it? */
export function isTitleOnly(fold: string, node: OutlineNode): boolean {
  const { own } = node;
  if (own === null) return true;
  const end = headingEnd(fold, own.c, own.b);
  return own.b - end <= 12 && own.b - own.c <= LONGEST_HEADING;
}
