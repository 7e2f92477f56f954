import type { DraftTask } from '@tongchuang/contract/intake.ts';

/** A run of the original that looks the same throughout: part of at most one task, and of at most one piece of it. */
export interface Segment {
  start: number;
  end: number;
  /** Index into the tasks. */
  task: number | null;
  piece: 'unit' | 'deadline' | 'target' | 'person' | null;
}

interface Mark {
  start: number;
  end: number;
  task: number;
  piece: Segment['piece'];
}

/** All marks of a draft by where they begin: each task's source, then its pieces. Tasks put aside leave no mark. */
export function marksOf(tasks: readonly DraftTask[]): Mark[] {
  const marks = tasks.flatMap((task, nth): Mark[] =>
    task.dropped
      ? []
      : [
          { ...task.content.source, task: nth, piece: null },
          ...task.content.pieces.map((piece) => ({
            start: piece.start,
            end: piece.end,
            task: nth,
            piece: piece.kind,
          })),
        ],
  );
  return marks.filter((mark) => mark.end > mark.start).sort((a, b) => a.start - b.start || b.end - a.end);
}

/**
 * The runs of one block of the original, in order and without gaps. Where marks overlap, the one that begins last is shown:
 * a piece above its task, a split part above what it was split from.
 */
export function segmentsOf(block: { start: number; end: number }, marks: readonly Mark[]): Segment[] {
  const within = marks.filter((mark) => mark.start < block.end && mark.end > block.start);
  const edges = new Set([block.start, block.end]);
  for (const mark of within) {
    if (mark.start > block.start) edges.add(mark.start);
    if (mark.end < block.end) edges.add(mark.end);
  }
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, nth) => {
    const end = cuts[nth + 1] ?? block.end;
    const over = within.filter((mark) => mark.start <= start && mark.end >= end);
    const top = over.at(-1);
    const piece = over.findLast((mark) => mark.piece !== null);
    return { start, end, task: top?.task ?? null, piece: piece?.piece ?? null };
  });
}
