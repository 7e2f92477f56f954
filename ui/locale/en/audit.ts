import type { words as zh } from '../zh-CN/audit.ts';

export const words: Record<keyof typeof zh, string> = {
  title: 'Audit trail',
};
