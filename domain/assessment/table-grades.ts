import type { Grade } from './edition.ts';
import { DEFAULT_GRADES } from './grades.ts';
import type { Head } from './table-head.ts';
import { squeezed } from './table-piece.ts';
import { GRADE_WORDS } from './table-prose.ts';
import type { RawTree } from './table-tree.ts';

/** What grades are usually worth where a document names them and does not say it; every use of it is a finding. */
const USUAL: Record<string, string> = {
  优秀: '1',
  优: '1',
  良好: '0.8',
  良: '0.8',
  中等: '0.6',
  中: '0.6',
  一般: '0.6',
  合格: '0.6',
  较差: '0.3',
  差: '0',
  不合格: '0',
};
const USUAL_LETTERS: Record<string, string>[] = [
  { A: '1', B: '0.8', C: '0.6', D: '0' },
  { A: '1', B: '0.8', C: '0.6', D: '0.4', E: '0' },
];

/**
 * The grades of the edition: as the heads of their columns say, else as its rules name them. Worth that is not written is assumed
 * and said so.
 */
export function gradesOf(tree: RawTree, heads: readonly (Head | null)[]): Grade[] {
  const columns = heads.flatMap((head) => head?.columns ?? []).filter((kind) => kind?.kind === 'grade');
  const worths = new Map<string, string | null>();
  for (const { grade, worth } of columns) worths.set(grade, worths.get(grade) ?? worth);
  const written = [...worths].flatMap(([name, worth]): Grade[] =>
    worth === null ? [] : [{ name, worth, sinks: 'self' }],
  );
  if (written.length > 1 && written.length === worths.size) return written;
  const texts = tree.nodes.flatMap(({ title, said }) => [
    title,
    ...said.filter(({ head }) => head.kind === 'rule').map(({ text }) => text),
  ]);
  for (const text of texts) for (const name of namedIn(text)) if (!worths.has(name)) worths.set(name, null);
  const names = [...worths.keys()];
  const isDefault = names.every((name) => DEFAULT_GRADES.some((grade) => grade.name === name));
  if (names.length < 2 || isDefault) {
    const grades = DEFAULT_GRADES.map((grade) => ({ ...grade }));
    if (names.length > 1)
      say(
        tree,
        'grade_worth_default',
        grades.filter(({ name }) => worths.has(name)),
      );
    return grades;
  }
  const letters = USUAL_LETTERS[names.includes('E') ? 1 : 0] ?? {};
  const order = [...Object.keys(letters), 'C#', ...Object.keys(USUAL)];
  const grades = names
    .toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
    .map((name): Grade => ({
      name,
      worth: worths.get(name) ?? letters[name] ?? USUAL[name] ?? '0',
      sinks: 'self',
    }));
  say(
    tree,
    'grade_worth_assumed',
    grades.filter(({ name }) => worths.get(name) == null),
  );
  return grades;
}

function say(tree: RawTree, code: 'grade_worth_assumed' | 'grade_worth_default', grades: readonly Grade[]) {
  const names = grades.map(({ name }) => name).join('、');
  tree.find(
    code,
    { grades: names, worths: grades.map(({ name, worth }) => `${name} ${worth}`).join('、') },
    null,
  );
}

const EITHER = `[A-E]#?|${GRADE_WORDS}`;
const BEFORE = new RegExp(`(?:^|[,;。、:率度例])(${EITHER})(?:档|级|等)?[:≥≤<>(]`, 'g');
const BEHIND = new RegExp(`(?:为|评|定为)(${EITHER})(?:档|级|等|等次)?(?=$|[,;。、])`, 'g');

/** Grades that a rule names, two at least: 优秀:≥95%;良好:≥85%. */
function namedIn(text: string): string[] {
  const words = squeezed(text);
  const found = [...words.matchAll(BEFORE), ...words.matchAll(BEHIND)].map(([, name = '']) => name);
  const names = [...new Set(found)];
  return names.length > 1 ? names : [];
}
