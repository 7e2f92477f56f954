/**
 * The frame that a web site puts around a copied document: download boxes, membership offers, related lists.
 * Found by the words of such frames, never by the name of a site.
 */
const FRAME_WORDS = new RegExp(
  [
    '下载(?:本|此)?(?:文档|原文|文件|地址|积分|券)?',
    '(?:本|此|该)文档|文档(?:简介|编号|评论|分类|标签|内容|免费|预览|大小)|网站文档|文库网?',
    '资源(?:ID|大小|格式|描述)|页数 ?:|大小 ?:? ?\\d|格式 ?: ?[A-Z]|ID ?: ?\\d',
    '(?:会员|微信|三方|扫码|账号|QQ)登录|登录下载|快捷下载|注册',
    '金币|VIP|会员|付费|权益|赚钱|收益|尊享|优惠',
    '(?:温馨|友情)提示|版权(?:说明|归|所有|申诉)|侵权|侵犯|举报|认领|免责|盈利用途|转载',
    '上传(?:时间|者|用户|于|日期|人)?|用户上传|网友|投稿',
    '收藏|分享到|^分享|点赞|关注 ?$|粉丝|打赏',
    '点击(?:下载|这里|查看|数|量)|人气|浏览(?:次数|量|器|数)|阅读(?:全文|次数|量)|查看(?:更多|全文)',
    '相关(?:文档|范文|推荐|文章|资料|搜索|阅读|资源|信息|附件)|猜你喜欢|热门|推荐(?:文档|阅读)|可能(?:关注|喜欢)',
    '上一(?:篇|页|条)|下一(?:篇|页|条)|返回(?:顶部|首页|列表|上一页)|打印(?:本页|此页)?$|关闭(?:窗口|本页)|字体 ?:|字号|扫一扫|二维码',
    '客服|WinRAR|压缩(?:文件|包)|解压|PDF阅读|办公软件|OFFICE|迅雷|本站|网站地图|ICP备|备案号|公网安备|技术支持',
    '当前位置|您(?:当前|现在)?的?所在|首页 ?[>/›»]|责任编辑|网络编辑|信息(?:来源|审核|名称)|发布(?:时间|日期|机构)|索引号|主题(?:分类|词|导航)|时效性',
    '^(?:收起|展开|更多|评论|全文|目录|首页|登录|搜索)$|评论\\(|提交评论|实名认证|内容提供|很懒|复制全文|更新(?:时间|日期)?|免费预览|试读',
    '第 ?\\d+ ?页 ?$|\\d+\\/\\d+ ?$|万道试题|范文免费|阅读全部|试题|水印|知晓。$',
  ].join('|'),
  'g',
);

const OFFICIAL =
  /责任(?:单位|部门)|牵头(?:单位|部门)|配合(?:单位|部门)|完成时限|指导思想|[县市区]委|[县市区]政府|各乡镇|创建工作|(?:为|根据).{4,60}(?:制定|结合)/;
const OUTLINE =
  /^(?:第[一二三四五六七八九十]+[章节部条]|[一二三四五六七八九十]{1,3} ?、|\([一二三四五六七八九十]{1,3}\))/;

const FILE_NAME = /\.(?:docx?|pdf|xlsx?|wps|txt|pptx?)$/i;
/** A row of titles, as related lists have them: long, with blanks and without a full stop. */
const TITLE_ROW = /^(?:[^。 ]{4,60} ){3,}[^。 ]{0,60}$/;

/**
 * How much a line looks like frame (above zero) or like document (below zero).
 * @param line folded text of the line's beginning, without blanks at its ends
 * @param length of the whole line
 */
export function frameWeight(line: string, length = line.length): number {
  if (line === '') return 0;
  const hits = line.match(FRAME_WORDS)?.length ?? 0;
  if (hits > 0 && length <= 400 && (hits * 45 >= length || (length <= 60 && !OFFICIAL.test(line)))) return 2;
  if (FILE_NAME.test(line) && length <= 60) return 1;
  if (TITLE_ROW.test(line)) return -1;
  if (OUTLINE.test(line) || OFFICIAL.test(line)) return length >= 120 ? -Math.max(8, length / 20) : -3;
  if (length >= 120) return -Math.max(6, length / 20);
  if (length >= 40) return -1.5;
  return -0.2;
}

/**
 * How many lines at the head and at the tail are frame: the prefix and the suffix whose weights sum up highest.
 * @returns indices of the first line kept and of the first line behind those kept
 */
export function withoutFrame(lines: readonly { text: string; length: number }[]): {
  from: number;
  to: number;
} {
  const weights = lines.map(({ text, length }) => frameWeight(text, length));
  const best = (order: readonly number[]): number => {
    let sum = 0;
    let top = 1.5;
    let length = 0;
    for (const [i, weight] of order.entries()) {
      sum += weight;
      if (weight > 0 && sum >= top) {
        top = sum;
        length = i + 1;
      }
      if (sum < -30) break;
    }
    return length;
  };
  const from = best(weights);
  const to = lines.length - best(weights.slice(from).reverse());
  return { from, to: Math.max(from, to) };
}

/** Characters at each end of a long line that may be frame. */
const REACH = 500;
const LONGEST_WORD = 80;

/**
 * Where the document lies in a line that has swallowed the frame before or behind it.
 * @returns offsets in `line`; the whole line where fewer than two words of frame stand at an end
 */
export function documentIn(line: string): { from: number; to: number } {
  if (line.length < REACH) return { from: 0, to: line.length };
  const edge = (words: readonly RegExpMatchArray[]): RegExpMatchArray | null => {
    let sum = 0;
    let top = 1.5;
    let best: RegExpMatchArray | null = null;
    for (const word of words) {
      if (word[0].length > LONGEST_WORD) break;
      const weight = frameWeight(word[0]) > 0 ? 1 : -word[0].length / 16;
      sum += weight;
      if (weight > 0 && sum >= top) {
        top = sum;
        best = word;
      }
    }
    return best;
  };
  const head = edge([...line.slice(0, REACH).matchAll(/\S+/g)]);
  const start = line.length - REACH;
  const tail = edge([...line.slice(start).matchAll(/\S+/g)].reverse());
  let from = head === null ? 0 : (head.index ?? 0) + head[0].length;
  // The number of the first page, which the converter puts before its first word.
  from += /^ *(?:1、)? */.exec(line.slice(from, from + 8))?.[0].length ?? 0;
  if (head === null) from = 0;
  return { from, to: tail === null ? line.length : start + (tail.index ?? 0) };
}
