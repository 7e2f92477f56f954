import type { words as zh } from '../zh-CN/acts.ts';

export const words: Record<keyof typeof zh, string> = {};
