export const words = {
  morning: '{name}，上午好',
  noon: '{name}，中午好',
  afternoon: '{name}，下午好',
  evening: '{name}，晚上好',
  standing: '{place} · {unit} · {roles}',
  last_visit: '上次登录 {time}',
  you_may: '你可以',
} as const;
