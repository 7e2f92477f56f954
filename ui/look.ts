import { recall, remember } from './remember.ts';
import { signal } from './signal.ts';
import { cssVariables, tokensOf, type Look } from './theme.ts';

/** The look in force: light, or dark for the meeting room and for whoever prefers it. */
export const look = signal<Look>(recall('look') === 'dark' ? 'dark' : 'light');

/** Writes the tokens to the root element, now and whenever the look changes. */
export function wearLook(root: HTMLElement): void {
  const wear = () => {
    root.style.cssText = `${cssVariables(tokensOf(look.get()))};color-scheme:${look.get()}`;
    root.dataset['look'] = look.get();
  };
  look.watch(wear);
  wear();
}

export function chooseLook(next: Look): void {
  remember('look', next);
  look.set(next);
}
