import type { Letter, listLetters } from '@tongchuang/contract/letters.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';

/** One line of the list: a unit with its letter in force, a unit that owes one, or a letter that was declared void. */
export interface LetterLine {
  /** The unit for what stands now; the letter for a void one. */
  id: string;
  unitId: Letter['unitId'];
  unitName: string;
  tasks: number;
  state: Letter['state'] | 'none';
  letter: Letter | null;
}

export function linesOf({ rows, missing }: ReplyOf<typeof listLetters>): readonly LetterLine[] {
  return [
    ...missing.map(({ unitId, unitName, tasks }): LetterLine => ({
      id: unitId,
      unitId,
      unitName,
      tasks,
      state: 'none',
      letter: null,
    })),
    ...rows.map((letter): LetterLine => ({
      id: letter.state === 'void' ? letter.id : letter.unitId,
      unitId: letter.unitId,
      unitName: letter.unitName,
      tasks: letter.tasks,
      state: letter.state,
      letter,
    })),
  ];
}
