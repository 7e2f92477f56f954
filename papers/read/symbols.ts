/**
 * Signs of the symbol fonts that office documents use, by the low byte of their code.
 * Only those that mean something in a plan (≥, ticks, boxes, arrows); others are ornaments and leave nothing.
 */
const SYMBOL: Record<number, string> = {
  0xa3: '≤', 0xb3: '≥', 0xb1: '±', 0xb4: '×', 0xb8: '÷', 0xb9: '≠', 0xbb: '≈', 0xb0: '°', 0xb7: '•', 0xd7: '·',
  0xab: '↔', 0xac: '←', 0xad: '↑', 0xae: '→', 0xaf: '↓', 0xd0: '∠', 0xa5: '∞', 0xe5: '∑', 0xd6: '√',
  0x61: 'α', 0x62: 'β', 0x67: 'γ', 0x64: 'δ', 0x6d: 'μ', 0x70: 'π',
}; // prettier-ignore

const WINGDINGS: Record<number, string> = {
  0xfc: '✓', 0xfb: '✗', 0xfe: '☑', 0xfd: '☒', 0xa8: '□', 0x6f: '□', 0x71: '□', 0x6e: '■', 0xa7: '▪',
  0x6c: '●', 0xa1: '○', 0x75: '◆', 0x76: '❖', 0xd8: '➢', 0xe0: '→', 0xe8: '➔', 0xab: '★', 0xb5: '★',
}; // prettier-ignore

const WINGDINGS_2: Record<number, string> = {
  0x50: '✓', 0x4f: '✗', 0x52: '☑', 0x53: '☒', 0xa3: '□', 0x2a: '□', 0x30: '☑',
}; // prettier-ignore

/** The character that a symbol font shows for a code (F0xx or xx); empty where it is unknown. */
export function symbolOf(font: string, code: number): string {
  const sign = code & 0xff;
  if (/^wingdings ?[23]$/i.test(font)) return WINGDINGS_2[sign] ?? '';
  if (/^wingdings$/i.test(font))
    return sign >= 0x81 && sign <= 0x8a ? circledDigit(sign - 0x80) : (WINGDINGS[sign] ?? '');
  if (/^symbol$/i.test(font)) return SYMBOL[sign] ?? (sign < 0x40 ? String.fromCharCode(sign) : '');
  return code >= 0xf000 && code < 0xf100 ? '' : String.fromCodePoint(Math.min(code, 0x10ffff));
}

/** Wingdings counts ① at 0x81 up to ⑩. */
function circledDigit(n: number): string {
  return String.fromCharCode(0x2460 + n - 1);
}

/** Signs that say the same in all symbol fonts that office documents use for them. */
const WITHOUT_FONT: Record<number, string> = {
  ...SYMBOL,
  0xa3: '\uf0a3',
  ...pick(WINGDINGS, [0xfc, 0xfb, 0xfe, 0xfd, 0xa8, 0x6c, 0x6e, 0xd8]),
};

/** Text with the private codes of symbol fonts (U+F020 to U+F0FF) as the signs that they show, where that is plain. */
export function plainSigns(text: string): string {
  if (!/[\uf020-\uf0ff]/.test(text)) return text;
  return text.replace(/[\uf020-\uf0ff]/g, (sign) => WITHOUT_FONT[sign.charCodeAt(0) & 0xff] ?? sign);
}

function pick(signs: Record<number, string>, codes: readonly number[]): Record<number, string> {
  return Object.fromEntries(codes.map((code) => [code, signs[code] ?? '']));
}

/** Radicals that stand for whole characters and have no decomposition in Unicode. */
const RADICALS: Record<string, string> = {
  '\u2e81': '厂', '\u2e87': '几', '\u2e8c': '小', '\u2e9d': '月', '\u2e9f': '母', '\u2ea0': '民', '\u2eac': '示', '\u2eb8': '羊',
  '\u2ec1': '虎', '\u2ec2': '衣', '\u2ec4': '西', '\u2ec5': '见', '\u2ec6': '角', '\u2ec9': '贝', '\u2eca': '足', '\u2ecb': '车',
  '\u2ed1': '長', '\u2ed3': '长', '\u2ed4': '门', '\u2ed7': '雨', '\u2ed8': '青', '\u2ed9': '韦', '\u2eda': '页', '\u2edb': '风',
  '\u2edc': '飞', '\u2edd': '食', '\u2ee2': '马', '\u2ee3': '骨', '\u2ee4': '鬼', '\u2ee5': '鱼', '\u2ee6': '鸟', '\u2ee7': '卤',
  '\u2ee8': '麦', '\u2ee9': '黄', '\u2eea': '黾', '\u2eec': '齐', '\u2eee': '齿', '\u2ef0': '龙', '\u2ef3': '龟',
}; // prettier-ignore

/** Some PDF writers name the glyphs of 文, 工, 民 as radicals (U+2E80 to U+2FD5), which look the same and match nothing. */
export function withoutRadicals(text: string): string {
  return text.replace(/[\u2e80-\u2fd5]/g, (sign) => RADICALS[sign] ?? sign.normalize('NFKC'));
}
