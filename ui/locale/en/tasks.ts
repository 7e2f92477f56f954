import type { words as zh } from '../zh-CN/tasks.ts';

export const words: Record<keyof typeof zh, string> = {};
