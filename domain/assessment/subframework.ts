import type { Edition, Node, Subframework } from './edition.ts';

/**
 * An edition as a sub-framework (子体系) of another, 未成年人 in 文明城市: scored by its own rules, with codes of its own.
 * Facts name a criterion by its code alone; where one of the codes is taken already, all of the inner ones are led by `code`,
 * else one fact would count in both.
 */
export function asSubframework(edition: Edition, inner: Edition, code: string): Subframework {
  const taken = new Set(codesWithin(edition));
  const clashes = codesWithin(inner).some((one) => taken.has(one));
  return { code, edition: clashes ? ledBy(inner, `${code}-`) : inner };
}

/** S1, S2 … where the edition itself has no code, or one that is taken. */
export function subframeworkCode({ subframeworks }: Edition, inner: Edition): string {
  const taken = new Set(subframeworks.map(({ code }) => code));
  if (inner.code !== '' && !taken.has(inner.code)) return inner.code;
  let n = 1;
  while (taken.has(`S${n}`)) n += 1;
  return `S${n}`;
}

const codesWithin = ({ nodes, subframeworks }: Edition): string[] => [
  ...nodes.flatMap(({ code, key }) => (key === null ? [code] : [code, key])),
  ...subframeworks.flatMap(({ edition }) => codesWithin(edition)),
];

const ledBy = (edition: Edition, lead: string): Edition => ({
  ...edition,
  nodes: edition.nodes.map((node): Node => {
    const { when } = node.applies;
    return {
      ...node,
      code: `${lead}${node.code}`,
      parent: node.parent === null ? null : `${lead}${node.parent}`,
      applies: { ...node.applies, when: when === null ? null : { ...when, code: `${lead}${when.code}` } },
    };
  }),
  subframeworks: edition.subframeworks.map((one) => ({ ...one, edition: ledBy(one.edition, lead) })),
});
