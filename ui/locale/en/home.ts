import type { words as zh } from '../zh-CN/home.ts';

export const words: Record<keyof typeof zh, string> = {
  morning: 'Good morning, {name}',
  noon: 'Good day, {name}',
  afternoon: 'Good afternoon, {name}',
  evening: 'Good evening, {name}',
  standing: '{place} · {unit} · {roles}',
  last_visit: 'Last signed in {time}',
  you_may: 'You may',
};
