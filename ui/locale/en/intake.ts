import type { words as zh } from '../zh-CN/intake.ts';

export const words: Record<keyof typeof zh, string> = {};
