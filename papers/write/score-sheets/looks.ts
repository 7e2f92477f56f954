/** How the cells of a scored round look: what may be changed is light yellow, what is only computed is plain. */
const BORDER = { borderStyle: 'thin', borderColor: '#A6A6A6' } as const;
export const CELL = { ...BORDER, alignVertical: 'center' } as const;
export const OPEN_CELL = { ...CELL, backgroundColor: '#FFF9DB' } as const;
export const POINTS = { align: 'right', format: '0.00' } as const;
export const STRONG = { ...CELL, fontWeight: 'bold', backgroundColor: '#F3F6FA' } as const;
export const FAINT = { ...CELL, textColor: '#8C8C8C' } as const;
export const HEAD = {
  ...BORDER,
  fontFamily: '黑体',
  backgroundColor: '#EDEDED',
  align: 'center',
  alignVertical: 'center',
  wrap: true,
} as const;
export const TITLE = { fontFamily: '黑体', fontSize: 16, alignVertical: 'center', height: 30 } as const;
