/**
 * Rhythm words: how often something is done again. 常态化, 经常, 及时, 长期 give no rhythm; 不定期 denies one;
 * 规定期限 only holds the letters of one.
 */
const RHYTHM =
  /每(?:隔)?(?:[一二两三四五六七八九十\d]{1,2})?个?(?:半年|半月|年度|年|季度|季|月份|月|周|星期|旬|日|天|学期|学年)(?!龄|薪|均|结余|轮)|(?<![规限约固确法预一特既不指设未待制拟稳假])定期(?!限|间|内|存)|按(?:年度?|季度?|月度?|周|旬|日)(?=[^.。计度薪照时]|$)|逐(?:月|季|年|周|日)|(?<![第近每])一(?:年|季度?|月|周|旬|天|日)一(?!个|家|次性|支|名|项|批|条)[一-鿿]{2}|[一二两三四]年[一二两]次|(?:半年|季度|一?个?月|[一]?周)[一二两三]次/g;

/** The first rhythm word, by its place in the folded text. */
export function recurrenceIn(text: string): { a: number; b: number } | null {
  for (const found of text.matchAll(RHYTHM)) {
    const quotedName =
      /[“《]$/.test(text.slice(0, found.index)) || /^[”》]/.test(text.slice(found.index + found[0].length));
    if (quotedName) continue;
    return { a: found.index, b: found.index + found[0].length };
  }
  return null;
}
