import type { ReactNode } from 'react';
import type { Me } from '@tongchuang/contract/session.ts';
import { said, t } from '@tongchuang/ui/locale/locale.ts';
import { PageHead } from '@tongchuang/ui/pieces/page-head.tsx';
import { sayShortInstant } from '@tongchuang/ui/speech.ts';
import { ROOMS } from '../rooms.ts';
import { DoorIcon, openDoors } from '../shell/doors.tsx';
import { useMe } from '../shell/me.tsx';

/** Who I am here, and the doors that are open to me. */
export default function HomePage(): ReactNode {
  const me = useMe();
  const doors = openDoors(
    ROOMS.flatMap((room) => room.pages),
    me,
  ).filter((door) => door.name !== 'home');
  return (
    <>
      <PageHead title={greeting(me)} summary={standing(me)} />
      <section className="tc-sheet">
        <h2>{t('home.you_may')}</h2>
        <ul className="tc-ways">
          {doors.flatMap((door) =>
            door.pages.map((page) => (
              <li key={page.path}>
                <a href={page.path}>
                  <DoorIcon of={door.name} />
                  <span>{said(page.title)}</span>
                </a>
              </li>
            )),
          )}
        </ul>
      </section>
    </>
  );
}

function greeting({ name }: Pick<Me, 'name'>): string {
  const hour = (new Date().getUTCHours() + 8) % 24;
  if (hour >= 5 && hour < 11) return t('home.morning', { name });
  if (hour >= 11 && hour < 13) return t('home.noon', { name });
  if (hour >= 13 && hour < 18) return t('home.afternoon', { name });
  return t('home.evening', { name });
}

function standing(me: Me): string {
  const roles = me.roles.map((role) => role.name).join('、');
  const words = t('home.standing', { place: me.tenant.name, unit: me.unit.name, roles });
  if (me.lastVisitAt === null) return words;
  return `${words} · ${t('home.last_visit', { time: sayShortInstant(me.lastVisitAt) })}`;
}
