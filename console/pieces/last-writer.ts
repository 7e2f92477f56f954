import { auditOf } from '@tongchuang/contract/audit.ts';
import { useCall } from '@tongchuang/ui/use-call.ts';

/** Who changed a thing last and when, out of its trail: what a conflict names. Null until it is known, or where it may not be seen. */
export function useLastWriter(kind: string, id: string, enabled = true): { who: string; at: string } | null {
  const trail = useCall(auditOf, { params: { kind, id }, query: {} }, { enabled, staleMs: 0 });
  const last = trail.data?.rows[0];
  return last === undefined ? null : { who: last.actorName, at: last.at };
}
