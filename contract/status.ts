import type { RefusalCode } from '@tongchuang/domain/kernel/refusal.ts';

/** HTTP status of each refusal; what is not named here is 422 (understood, and refused). */
const STATUS: Partial<Record<RefusalCode, number>> = {
  'request.malformed': 400,
  'request.not_found': 404,
  'request.too_many': 429,
  'request.busy': 503,
  'row.changed_meanwhile': 409,
  'access.sign_in_needed': 401,
  'access.not_your_role': 403,
  'access.not_yours': 404,
  'access.owes': 403,
  'access.beyond_own': 403,
  'organisation.code_taken': 409,
  'organisation.name_taken': 409,
  'organisation.room_taken': 409,
  'people.code_taken': 409,
  'people.login_taken': 409,
  'session.provider_unknown': 404,
  'session.provider_away': 503,
  'session.wrong_password': 401,
  'session.code_needed': 401,
  'session.wrong_code': 401,
  'session.locked': 429,
  'set_up.already_done': 409,
  'task.action_not_allowed': 409,
  'link.not_valid': 404,
  'paper.too_large': 413,
  'paper.unsupported': 415,
};

export const statusOf = (code: RefusalCode): number => STATUS[code] ?? 422;
