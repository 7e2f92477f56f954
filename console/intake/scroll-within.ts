/** Brings an element into sight by scrolling its own pane only: the page itself stays where it is. */
export function scrollWithin(pane: HTMLElement | null, element: HTMLElement | null): void {
  if (!pane || !element) return;
  const [outer, inner] = [pane.getBoundingClientRect(), element.getBoundingClientRect()];
  if (inner.top >= outer.top + 40 && inner.bottom <= outer.bottom - 40) return;
  pane.scrollTop += inner.top - outer.top - outer.height / 3;
}
