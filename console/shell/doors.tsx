import type { ReactNode } from 'react';
import type { Me } from '@tongchuang/contract/session.ts';
import type { Said } from '@tongchuang/ui/locale/locale.ts';
import type { Page } from '../room.ts';
import { DOORS, type DoorName } from './door-names.ts';
import { mayOpen } from './me.tsx';

export interface OpenDoor {
  name: DoorName;
  title: Said;
  /** The first one is where the door leads. */
  pages: readonly Page[];
}

/** The doors that this person finds open. */
export function openDoors(pages: readonly Page[], me: Pick<Me, 'grants'>): OpenDoor[] {
  return (Object.keys(DOORS) as DoorName[]).flatMap((name) => {
    const behind = pages
      .filter((page) => page.nav?.door === name && mayOpen(page, me))
      .toSorted((a, b) => (a.nav?.order ?? 0) - (b.nav?.order ?? 0));
    return behind.length === 0 ? [] : [{ name, title: DOORS[name], pages: behind }];
  });
}

/** The page of the rail that an address belongs to: `/tasks/0192…` to `/tasks`, and `/tasks/gaps` to itself. */
export function pageOf(pages: readonly Page[], path: string): Page | null {
  const within = pages.filter(
    (page) => path === page.path || (page.path !== '/' && path.startsWith(`${page.path}/`)),
  );
  return within.toSorted((a, b) => b.path.length - a.path.length)[0] ?? null;
}

const LINES: Record<DoorName, ReactNode> = {
  home: <path d="M3.5 9 10 3.5 16.5 9v7.5h-4.5v-4.5H8v4.5H3.5Z" />,
  tasks: <path d="M4 4.5h2M4 10h2M4 15.5h2M9 4.5h7.5M9 10h7.5M9 15.5h7.5" />,
  assessment: <path d="M4 16.5V9.5M8 16.5V6M12 16.5v-5M16 16.5V3.5" />,
  inspections: <path d="M9 15a6 6 0 1 1 0-12 6 6 0 0 1 0 12ZM13.5 13.5 17 17" />,
  tickets: <path d="M3.5 5.5h13v9h-13ZM3.5 6l6.5 5 6.5-5" />,
  registers: <path d="M4.5 3.5h11v13h-11ZM4.5 7.5h11M8.5 3.5v13" />,
  papers: <path d="M5 3h6.5L15 6.5V17H5ZM11.5 3v3.5H15M7.5 10.5h5M7.5 13.5h5" />,
  settings: (
    <path d="M10 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM10 2.5v2.5M10 15v2.5M2.5 10H5M15 10h2.5M4.700 4.700l1.800 1.800M13.5 13.5l1.800 1.800M15.300 4.700l-1.800 1.800M6.5 13.5l-1.800 1.800" />
  ),
};

export const DoorIcon = ({ of }: { of: DoorName }): ReactNode => (
  <svg
    viewBox="0 0 20 20"
    width="20"
    height="20"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    {LINES[of]}
  </svg>
);
