import { listGaps as route } from '@tongchuang/contract/organisation.ts';
import { ORGANISATION_GAPS, organisationGaps } from '@tongchuang/domain/organisation/completeness.ts';
import { existsOn } from '@tongchuang/domain/organisation/unit.ts';
import { organisationFacts } from '@tongchuang/storage/organisation/gaps.ts';
import { view } from './act.ts';

/** 有人抓、有人管: nodes that lack somebody or something, the most pressing kind first. */
export const listGaps = view(route, {
  async run(scene) {
    const { names, ...facts } = await organisationFacts(scene, scene.today);
    const gaps = organisationGaps(facts)
      .map(({ gap, kind, id }) => ({ gap, kind, id, ...(names.get(id) ?? { name: '', detail: null }) }))
      .toSorted((a, b) => ORGANISATION_GAPS.indexOf(a.gap) - ORGANISATION_GAPS.indexOf(b.gap));
    const units = facts.units.filter((unit) => existsOn(unit, scene.today));
    const nodes = facts.divisions.filter((one) => one.level === 'town' || one.level === 'village');
    return {
      gaps,
      outOf: { units: units.length, divisions: nodes.length, bodies: facts.bodies.length },
    };
  },
});
