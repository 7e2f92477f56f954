/** What stands for the figures that are not shown. */
const HIDDEN = '****';

/**
 * A phone number as lists show it (脱敏): enough to recognise one's own, too little to call.
 * `13812345678` → `138****5678`; shorter than eleven characters only the last two, shorter than seven none.
 */
export function maskPhone(phone: string): string {
  const all = [...phone];
  if (all.length >= 11) return `${all.slice(0, 3).join('')}${HIDDEN}${all.slice(-4).join('')}`;
  return all.length >= 7 ? `${HIDDEN}${all.slice(-2).join('')}` : HIDDEN;
}
