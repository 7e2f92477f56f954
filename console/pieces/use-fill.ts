import { useLayoutEffect, type RefObject } from 'react';

/** Pixels below a list: the sheet's edge and the page's own margin, or the bottom bar of the phone. */
const BELOW = 28;
const BELOW_ON_PHONE = 76;
/** A list is never lower than this, however much stands above it. */
const LOWEST = 280;

/** Lets a list reach to the foot of the window and scroll within itself, so that its head and its totals stay in sight. */
export function useFill(frame: RefObject<HTMLElement | null>, shown: boolean): void {
  useLayoutEffect(() => {
    if (!shown) return;
    const fit = () => {
      const element = frame.current;
      if (element === null) return;
      const phone = innerWidth < 768;
      // On the phone it may fill the whole window once it is scrolled to.
      const top = phone ? 64 : element.getBoundingClientRect().top + scrollY;
      // Sums at the foot of the list stay in sight with it.
      const foot = element.closest('main')?.querySelector<HTMLElement>('[data-foot]')?.offsetHeight ?? 0;
      const height = innerHeight - top - foot - (phone ? BELOW_ON_PHONE : BELOW);
      element.style.maxHeight = `${Math.max(LOWEST, Math.floor(height))}px`;
    };
    fit();
    // What stands above changes its height: chips come and go, a notice appears.
    const watch = new ResizeObserver(fit);
    const page = frame.current?.closest('main');
    if (page !== null && page !== undefined) watch.observe(page);
    addEventListener('resize', fit);
    return () => {
      watch.disconnect();
      removeEventListener('resize', fit);
    };
  }, [frame, shown]);
}
