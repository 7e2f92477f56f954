import type { words as zh } from '../zh-CN/plans.ts';

export const words: Record<keyof typeof zh, string> = {};
