const SHORT_METHODS: Record<string, string> = {
  材料: '材料审核',
  实地: '实地考察',
  问卷: '问卷调查',
  网上: '网上申报',
};

/** 材料, 实地, 问卷, 网上 alone are the short names of the four usual methods; others stay as written. */
export const fullMethod = (name: string): string => SHORT_METHODS[name] ?? name;
