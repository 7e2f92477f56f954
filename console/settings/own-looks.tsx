import type { ReactNode } from 'react';
import { listLooks } from '@tongchuang/contract/personal.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { actWord } from '@tongchuang/ui/pieces/act-word.ts';
import { sayInstant } from '@tongchuang/ui/speech.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';

/** 谁看过我的联系方式. */
export function OwnLooks(): ReactNode {
  const looks = useCall(listLooks, {});
  return (
    <>
      <p className="tc-quiet">{t('settings.looks_summary')}</p>
      <Loaded of={looks} lines={3}>
        {(reply) =>
          reply.looks.length === 0 ? (
            <p>{t('settings.looks_none')}</p>
          ) : (
            <ul className="tc-lines">
              {reply.looks.map((look) => (
                <li key={look.id}>
                  <span>
                    {look.who} <small className="tc-quiet">{look.unit}</small>
                  </span>{' '}
                  <span>{actWord(look.act)}</span>{' '}
                  <small className="tc-quiet tc-nobreak">{sayInstant(look.at)}</small>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  );
}
