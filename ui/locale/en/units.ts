import type { words as zh } from '../zh-CN/units.ts';

export const words: Record<keyof typeof zh, string> = {};
