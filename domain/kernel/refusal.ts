/**
 * Every "no" of the house: its code, and the facts that its sentence needs.
 * The sentence and the next step for each code stand in `refusal-words.ts`, the HTTP status in `contract/status.ts`.
 * Anything thrown that is not a Refusal is a bug.
 */
export interface Refusals {
  // the pipe
  'request.malformed': { where: string; problem: string };
  'request.id_reused': { commandId: string };
  'request.not_found': { what: string; id: string };
  'request.too_many': { retryAfterSeconds: number };
  'request.busy': { retryAfterSeconds: number };
  'row.changed_meanwhile': { what: string; id: string };

  // access
  'access.sign_in_needed': Record<string, never>;
  'access.not_your_role': { permission: string };
  'access.not_yours': { what: string };
  'access.owes': { owes: string };
  'access.beyond_own': { permission: string };
  'access.last_administrator': Record<string, never>;
  'session.password_weak': { atLeast: number };
  'session.provider_unknown': { provider: string };
  'session.provider_away': { provider: string };
  'session.provider_stranger': { provider: string };
  'session.wrong_password': Record<string, never>;
  'session.code_needed': Record<string, never>;
  'session.wrong_code': Record<string, never>;
  'session.locked': { minutes: number };
  'set_up.already_done': Record<string, never>;

  // organisation and people
  'organisation.code_taken': { code: string };
  'organisation.name_taken': { name: string };
  'organisation.circle': { name: string };
  'organisation.ended': { name: string };
  'organisation.date_ahead': { date: string };
  'organisation.dates_wrong': { since: string; until: string };
  'organisation.level_wrong': { level: string; above: string };
  'organisation.not_a_zone': { name: string };
  'organisation.pairing_wrong': { kind: string };
  'organisation.room_taken': { room: string };
  'people.code_taken': { code: string };
  'people.login_taken': { login: string };
  'people.not_yourself': Record<string, never>;
  'roster.rows_wrong': { rows: number };

  // calendar
  'calendar.not_a_date': { value: string };
  'calendar.count_wrong': { count: number };
  'calendar.table_wrong': { year: number; problem: string };

  // tasks
  'task.action_not_allowed': { state: string; action: string };
  'task.action_incomplete': { action: string; missing: string };
  'task.maker_is_checker': { action: string };
  'task.settled': { state: string };
  'task.person_elsewhere': { name: string };
  'task.not_recurring': Record<string, never>;
  'task.rhythm_unset': { phrase: string };
  'task.instance_exists': { from: string };
  'link.not_valid': Record<string, never>;

  // campaign: the cascade from the cycle to the working day
  'campaign.dates_wrong': { name: string };
  'campaign.stage_in_use': { name: string; tasks: number };
  'plan.below_itself': { title: string };
  'plan_item.level_wrong': { level: string };
  'plan_item.outside_parent': { from: string; to: string };
  'plan_item.below_outside': { text: string; from: string; to: string };
  'plan_item.not_a_workday': { date: string };
  'plan_item.no_person': { text: string };
  'plan_item.reason_missing': { text: string };
  'plan_item.in_use': { count: number };

  // letters
  'letter.nothing_claimed': { unit: string };
  'letter.incomplete': { count: number; first: string };
  'letter.in_force': { edition: number };
  'letter.not_open': { state: string };
  'letter.signed_too_early': { issuedOn: string };

  // intake
  'intake.not_open': { state: string };
  'intake.names_open': { count: number; first: string };
  'intake.no_tasks': Record<string, never>;
  'intake.nothing_to_compare': Record<string, never>;
  'unit.code_taken': { code: string };

  // assessment: frameworks
  'framework.not_a_draft': { state: string };
  'framework.malformed': { where: string; problem: string };
  'framework.code_taken': { code: string };
  'framework.has_children': { code: string; count: number };
  'framework.below_itself': { code: string };
  'framework.has_errors': { count: number; first: string };
  'framework.mapping_wrong': { code: string };

  // scoring: rounds, facts, results
  'round.dates_wrong': { name: string };
  'round.edition_not_in_use': { title: string };
  'round.no_units': { name: string };
  'round.too_late': { stage: string };
  'round.move_not_allowed': { from: string; to: string };
  'round.no_markers': { name: string };
  'round.second_mark_missing': { count: number; first: string };
  'round.differences_open': { count: number; first: string };
  'round.replies_open': { count: number };
  'round.not_approved': Record<string, never>;
  'round.approver_publishes': Record<string, never>;
  'round.not_submitted': { unit: string };
  'round.reason_missing': Record<string, never>;
  'round.two_seats': { name: string };
  'round.not_your_seat': { sheet: string };
  'round.window_closed': { until: string };
  'round.exception_past': { until: string };
  'fact.criterion_unknown': { code: string };
  'fact.value_wrong': { code: string; value: string };
  'fact.unit_missing': { code: string };
  'fact.second_person': { code: string };
  'score.not_published': { name: string };

  // papers: files that cannot be read
  'paper.not_found': { name: string };
  'paper.empty': { name: string };
  'paper.truncated': { name: string };
  'paper.encrypted': { name: string };
  'paper.image_only': { name: string };
  'paper.too_large': { name: string; limitMegabytes: number };
  'paper.bomb': { name: string };
  'paper.wrong_type': { name: string; found: string };
  'paper.unsupported': { name: string };
  'paper.not_a_roster': { name: string };
  'paper.not_a_framework': { name: string; problem: string };
  'paper.damaged': { name: string };
  'paper.external_entity': { name: string };
  'paper.macro': { name: string };
  'paper.too_slow': { name: string; limitSeconds: number };
}

export type RefusalCode = keyof Refusals;

/** One "no", with its code and facts. One answer refused: throw it. Many rows judged: return findings instead. */
export class Refusal<C extends RefusalCode = RefusalCode> extends Error {
  readonly code: C;
  readonly facts: Refusals[C];

  constructor(code: C, facts: Refusals[C]) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.facts = facts;
  }
}

export type Locale = 'zh-CN' | 'en';
