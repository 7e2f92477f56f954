import { listGaps as route } from '@tongchuang/contract/organisation.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { countNodes, listGaps as readGaps } from '@tongchuang/storage/organisation/gaps.ts';
import { view } from './act.ts';

type Gaps = ReplyOf<typeof route>;

/** 有人抓、有人管: nodes that lack somebody or something, the most pressing kind first. */
export const listGaps = view(route, {
  async run(scene) {
    const [gaps, outOf] = await Promise.all([readGaps(scene, scene.today), countNodes(scene, scene.today)]);
    return { gaps: gaps as Gaps['gaps'], outOf };
  },
});
