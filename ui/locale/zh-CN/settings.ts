export const words = {
  title: '本人设置',
  summary: '账号、语言和外观。',
  account: '账号',
  name: '姓名',
  unit: '单位',
  roles: '角色',
  place: '地区',
  rights: '权限',
  reach_own: '本单位',
  reach_subtree: '本单位及下属',
  reach_all: '全部',
} as const;
