import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe (WCAG 2.1 A and AA) finds serious or critical on the page as it stands, one line each. */
export async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${String(node.target)} ${node.html.slice(0, 120)}`),
    );
}
