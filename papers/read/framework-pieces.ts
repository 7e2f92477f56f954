import type { FrameworkPiece } from '@tongchuang/domain/assessment/table-piece.ts';
import type { Paper } from '@tongchuang/domain/intake/paper.ts';

/** The document as the room of frameworks needs it; a Word table is called 表1, 表2 …, a worksheet by its name. */
export function frameworkPieces({ text, blocks }: Paper): FrameworkPiece[] {
  let tables = 0;
  return blocks.flatMap((block): FrameworkPiece[] => {
    if (block.kind === 'paragraph') {
      const words = `${block.number ?? ''}${text.slice(block.start, block.end)}`;
      return block.place === 'body' ? [{ kind: 'line', text: words, heading: block.outline !== null }] : [];
    }
    tables += 1;
    const { sheet, cells, origin } = block;
    return [
      {
        kind: 'table',
        name: sheet ?? `表${tables}`,
        isSheet: sheet !== null,
        cells,
        rowNumbers: origin?.rows ?? null,
        columnsBefore: (origin?.column ?? 1) - 1,
      },
    ];
  });
}
