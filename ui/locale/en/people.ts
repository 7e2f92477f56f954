import type { words as zh } from '../zh-CN/people.ts';

export const words: Record<keyof typeof zh, string> = {};
