import * as routes from '@tongchuang/contract/scores.ts';
import type { Fact } from '@tongchuang/domain/scoring/fact.ts';
import type { Subject } from '@tongchuang/domain/scoring/subject.ts';
import { scoreWorkbook } from '@tongchuang/papers/write/score-workbook.ts';
import { findHead } from '@tongchuang/storage/audit/queries.ts';
import { act } from './act.ts';
import { keepExport, type KeptFile } from './kept-file.ts';
import { mustOpen, scopeOf } from './score-scope.ts';

/** A unit's workbook holds its own facts and nobody else's, not even among those left out. */
const factsOf = (facts: readonly Fact[], { unit }: Subject): readonly Fact[] =>
  unit === null ? facts : facts.filter((fact) => fact.unit === unit);

/** 导出得分表: an .xlsx that recomputes itself by live formulas. */
export const exportScore = act(routes.exportScore, {
  alone: true,
  async run(scene, { params: { id }, body: { unitId, snapshot } }): Promise<KeptFile> {
    const scope = await scopeOf(scene, id, { unitId: unitId ?? undefined, snapshot: snapshot ?? undefined });
    mustOpen(scope);
    const whose = scope.unit?.unit ?? '全域';
    const title = `${scope.round.name}得分表（${whose}）`;
    const standing = scope.snapshot
      ? `第${scope.snapshot.number}次发布，结果指纹${scope.snapshot.hash.slice(0, 16)}`
      : `未发布，截至${scope.count}条观测`;
    const trail = await findHead(scene);
    const bytes = await scoreWorkbook({
      edition: scope.edition,
      facts: factsOf(await scope.facts(), scope.subject),
      result: scope.result,
      subject: scope.subject,
      title,
      head: `${scope.edition.title}；${standing}；留痕第${trail.position}条${trail.link.slice(0, 16)}`,
    });
    scene.trace('round', id, { unit: scope.unit?.unit, snapshot: scope.snapshot?.number });
    return keepExport(scene, title, 'xlsx', bytes);
  },
});
