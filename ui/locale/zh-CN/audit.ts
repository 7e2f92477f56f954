export const words = {
  title: '操作留痕',
} as const;
