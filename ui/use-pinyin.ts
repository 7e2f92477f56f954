import { useEffect, useState } from 'react';
import { readyPinyin } from './pinyin.ts';

/** Fetches the pinyin dictionary, and draws anew once it is there: what was typed before it came is looked for again. */
export function usePinyin(): void {
  const [, setReady] = useState(false);
  useEffect(() => {
    let here = true;
    void readyPinyin().then(() => here && setReady(true));
    return () => {
      here = false;
    };
  }, []);
}
