import type { getHome } from '@tongchuang/contract/home.ts';
import type { ReplyOf } from '@tongchuang/contract/route.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';

export type Home = ReplyOf<typeof getHome>;
export type Waiting = Home['waiting'][number];

interface Way {
  /** What waits: 待认领任务. */
  title: () => string;
  /** The one button: 去认领. */
  button: () => string;
  /** Where it is dealt with. */
  href: string;
}

/** For each kind of thing that waits: its name, its one button, and the list where it is dealt with. */
export const WAYS: Record<Waiting['kind'], Way> = {
  returned: {
    title: () => t('home.returned'),
    button: () => t('home.returned_do'),
    href: '/tasks?only=mine&state=returned',
  },
  claim_unit: {
    title: () => t('home.claim_unit'),
    button: () => t('home.claim_do'),
    href: '/tasks?only=mine,unclaimed',
  },
  claim_head: {
    title: () => t('home.claim_head'),
    button: () => t('home.claim_do'),
    href: '/tasks?only=mine,unclaimed',
  },
  chain: { title: () => t('home.chain'), button: () => t('home.chain_do'), href: '/tasks/gaps' },
  report_late: {
    title: () => t('home.report_late'),
    button: () => t('home.report_do'),
    href: '/tasks?only=mine&light=late',
  },
  due_soon: {
    title: () => t('home.due_soon'),
    button: () => t('home.report_do'),
    href: '/tasks?only=mine&light=at_risk',
  },
  today_items: { title: () => t('home.today_items'), button: () => t('home.today_do'), href: '/tasks/plans' },
  plan_month: {
    title: () => t('home.plan_month'),
    button: () => t('home.plan_month_do'),
    href: '/tasks/plans',
  },
  sign_letter: {
    title: () => t('home.sign_letter'),
    button: () => t('home.sign_letter_do'),
    href: '/letters',
  },
  self_assess: {
    title: () => t('home.self_assess'),
    button: () => t('home.self_assess_do'),
    href: '/rounds',
  },
  approve_self: {
    title: () => t('home.approve_self'),
    button: () => t('home.approve_self_do'),
    href: '/rounds',
  },
  reply_marks: {
    title: () => t('home.reply_marks'),
    button: () => t('home.reply_marks_do'),
    href: '/rounds',
  },
  mark_round: {
    title: () => t('home.mark_round'),
    button: () => t('home.mark_round_do'),
    href: '/rounds',
  },
  answer_replies: {
    title: () => t('home.answer_replies'),
    button: () => t('home.answer_replies_do'),
    href: '/rounds',
  },
  approve_round: {
    title: () => t('home.approve_round'),
    button: () => t('home.approve_round_do'),
    href: '/rounds',
  },
  publish_round: {
    title: () => t('home.publish_round'),
    button: () => t('home.publish_round_do'),
    href: '/rounds',
  },
  verify: { title: () => t('home.verify'), button: () => t('home.verify_do'), href: '/tasks?state=done' },
  decide: { title: () => t('home.decide'), button: () => t('home.decide_do'), href: '/tasks?only=waiting' },
  disputed: {
    title: () => t('home.disputed'),
    button: () => t('home.disputed_do'),
    href: '/tasks?only=disputed',
  },
  issue: { title: () => t('home.issue'), button: () => t('home.issue_do'), href: '/tasks?state=draft' },
  unclaimed: {
    title: () => t('home.unclaimed'),
    button: () => t('home.unclaimed_do'),
    href: '/tasks?only=unclaimed',
  },
  expand_units: {
    title: () => t('home.expand_units'),
    button: () => t('home.expand_do'),
    href: '/tasks/gaps',
  },
  set_rhythm: {
    title: () => t('home.set_rhythm'),
    button: () => t('home.set_rhythm_do'),
    href: '/tasks?only=recurring',
  },
  gaps: { title: () => t('home.gaps'), button: () => t('home.gaps_do'), href: '/tasks/gaps' },
  letters_unissued: {
    title: () => t('home.letters_unissued'),
    button: () => t('home.letters_unissued_do'),
    href: '/letters',
  },
  letters_unsigned: {
    title: () => t('home.letters_unsigned'),
    button: () => t('home.letters_unsigned_do'),
    href: '/letters',
  },
  calendar_missing: {
    title: () => t('home.calendar_missing'),
    button: () => t('home.calendar_do'),
    href: '/settings/calendar',
  },
};
