import type { words as zh } from '../zh-CN/inbox.ts';

export const words: Record<keyof typeof zh, string> = {
  before: 'Due soon',
  on: 'Due today',
  after: 'Overdue',
  other: 'Other reminders',
  unseen: '{count} unseen',
  mark_all: 'Mark all as seen',
  due: '{unit} · due {due}',
};
