/**
 * Brings the field that a finding names into sight and puts the cursor there: `rule.score.steps[0].grade`, else the nearest field
 * around it that the page has.
 */
export function showField(within: HTMLElement, field: string): void {
  const fields = [...within.querySelectorAll<HTMLElement>('[data-field]')];
  for (let path = field; path !== ''; path = path.replace(/\.?[^.[\]]+\]?$|\[\d+\]$/, '')) {
    const place = fields.find((one) => one.dataset['field'] === path);
    if (place === undefined) continue;
    for (let around = place.closest('details'); around !== null;) {
      around.open = true;
      around = around.parentElement?.closest('details') ?? null;
    }
    place.scrollIntoView({ block: 'center' });
    place.querySelector<HTMLElement>('input, select, textarea, button')?.focus({ preventScroll: true });
    return;
  }
}
