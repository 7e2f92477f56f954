import type { Said } from '@tongchuang/ui/locale/locale.ts';

/** The doors of the rail, in the order of the work. A door is drawn when a page stands behind it that the person may open. */
export const DOORS = {
  home: { 'zh-CN': '首页', en: 'Home' },
  tasks: { 'zh-CN': '任务', en: 'Tasks' },
  assessment: { 'zh-CN': '测评', en: 'Assessment' },
  inspections: { 'zh-CN': '督查', en: 'Inspections' },
  tickets: { 'zh-CN': '督办', en: 'Tickets' },
  registers: { 'zh-CN': '台账', en: 'Registers' },
  papers: { 'zh-CN': '文稿', en: 'Papers' },
  settings: { 'zh-CN': '设置', en: 'Settings' },
} as const satisfies Record<string, Said>;

export type DoorName = keyof typeof DOORS;
