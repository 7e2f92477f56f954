/** Names that sort, fold and measure differently under other locales and encodings. */
export const NAMES = ['value', 'points', '亮灯', 'İstanbul', 'ıı', '豈', 'A', 'a_1', 'ß'] as const;
export const UNITS = ['县城管局', '县公安局', 'İl', '豈𠮷'] as const;
export const UNIT_TYPES = ['部门', '乡镇', 'I类'] as const;
export const SITES = ['东街', '西街', 'i', 'İ', '𠮷', '豈', 'z', 'Ä'] as const;
export const SITE_TYPES = ['农贸市场', '公园', 'I'] as const;
export const STRATA = ['城区', '乡镇', 'i'] as const;
export const METHODS = ['实地考察', '材料审核', '问卷调查'] as const;
export const FORMS = ['固定广告', '横幅', '电子屏'] as const;
