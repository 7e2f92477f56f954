export const words = {
  before: '临近到期',
  on: '今天到期',
  after: '已经超期',
  other: '其他提醒',
  unseen: '{count} 条未阅',
  mark_all: '全部已阅',
  due: '{unit} · {due} 到期',
} as const;
