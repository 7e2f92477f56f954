import type { AnyRouter } from '@tanstack/react-router';

/**
 * Every `<a href="/tasks">` of the console is a link of the router: pieces need to know no router, and a link can be opened
 * in a new tab, copied and read out as what it is. The page behind a link is fetched when the pointer comes near.
 * @returns the way to stop
 */
export function followLinks(router: AnyRouter): () => void {
  const click = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const href = ownHref(event.target);
    if (href === null) return;
    event.preventDefault();
    router.history.push(href);
  };
  const near = (event: Event) => {
    const href = ownHref(event.target);
    if (href !== null) void router.preloadRoute({ to: href.replace(/[?#].*$/, '') }).catch(() => null);
  };
  document.addEventListener('click', click);
  document.addEventListener('mouseover', near);
  document.addEventListener('focusin', near);
  return () => {
    document.removeEventListener('click', click);
    document.removeEventListener('mouseover', near);
    document.removeEventListener('focusin', near);
  };
}

/** The address within the console that a click on this leads to; null for downloads, other sites and jumps within the page. */
function ownHref(target: EventTarget | null): string | null {
  const link = target instanceof Element ? target.closest('a') : null;
  if (link === null || link.target !== '' || link.hasAttribute('download')) return null;
  const written = link.getAttribute('href') ?? '';
  if (!written.startsWith('/') || written.startsWith('//') || written.startsWith('/api/')) return null;
  return written;
}
