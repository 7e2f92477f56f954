import type { words as zh } from '../zh-CN/organisation.ts';

export const words: Record<keyof typeof zh, string> = {};
