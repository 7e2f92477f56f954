import type { Permission } from './permissions.ts';

/**
 * Who may knock at which door: one row a route, by the route's name. A route without a row does not compile, and a house
 * test runs every route × role × tenant relation through HTTP against this table.
 * `on` says what the reach is measured against: the row's owning units, or the tenant as a whole.
 */
export type Right =
  | { who: 'anyone' }
  /** settling: open also to a session that still owes a password, an authenticator or a code. */
  | { who: 'signed_in'; settling?: true }
  /** Done by the house itself when its time comes; no door leads to it. */
  | { who: 'clock' }
  | { who: 'permitted'; permission: Permission; on: 'row' | 'tenant' };

const anyone: Right = { who: 'anyone' };
const signedIn: Right = { who: 'signed_in' };
const settling: Right = { who: 'signed_in', settling: true };
const byClock: Right = { who: 'clock' };
/** Judged against the units that own the row. */
const onRow = (permission: Permission): Right => ({ who: 'permitted', permission, on: 'row' });
/** Judged against the tenant: holding the permission at any reach opens the door; lists show what is within reach. */
const onTenant = (permission: Permission): Right => ({ who: 'permitted', permission, on: 'tenant' });

export const RIGHTS = {
  'set_up.open_place': anyone,
  'session.doors': anyone,
  'session.sign_in': anyone,
  'session.provider': anyone,
  'session.provider_back': anyone,
  'session.sign_out': settling,
  'session.me': settling,
  'session.change_password': settling,
  'session.new_authenticator': settling,
  'session.set_authenticator': settling,
  'session.give_code': settling,
  'session.visit': signedIn,
  'session.list': signedIn,
  'session.revoke': signedIn,

  'organisation.units': onTenant('organisation.read'),
  'organisation.unit': onRow('organisation.read'),
  'organisation.divisions': onTenant('organisation.read'),
  'organisation.bodies': onTenant('organisation.read'),
  'organisation.body': onTenant('organisation.read'),
  'organisation.gaps': onTenant('organisation.read'),
  'organisation.secondments': onTenant('people.read'),
  'organisation.pairings': onTenant('organisation.read'),
  'organisation.create_unit': onRow('organisation.edit'),
  'organisation.edit_unit': onRow('organisation.edit'),
  'organisation.rename_unit': onRow('organisation.edit'),
  'organisation.move_unit': onRow('organisation.edit'),
  'organisation.succeed_unit': onRow('organisation.edit'),
  'organisation.add_name': onRow('organisation.edit'),
  'organisation.remove_name': onRow('organisation.edit'),
  'organisation.set_chain': onRow('organisation.edit'),
  'organisation.change_head': onRow('organisation.edit'),
  'organisation.create_division': onRow('organisation.edit'),
  'organisation.edit_division': onRow('organisation.edit'),
  'organisation.create_body': onRow('organisation.edit'),
  'organisation.edit_body': onRow('organisation.edit'),
  'organisation.give_post': onRow('organisation.edit'),
  'organisation.end_post': onRow('organisation.edit'),
  'organisation.set_members': onRow('organisation.edit'),
  'organisation.set_zone': onRow('organisation.edit'),
  'organisation.second': onRow('people.edit'),
  'organisation.end_secondment': onRow('people.edit'),
  'organisation.pair': onRow('organisation.edit'),
  'organisation.end_pairing': onRow('organisation.edit'),
  'household.list': onRow('household.read'),
  'household.save': onRow('household.edit'),

  'roster.try': onRow('organisation.edit'),
  'roster.import': onRow('organisation.edit'),
  'roster.template': onRow('organisation.edit'),
  'roster.export': onRow('organisation.edit'),

  'people.list': onTenant('people.read'),
  'people.person': onRow('people.read'),
  'people.create': onRow('people.edit'),
  'people.edit': onRow('people.edit'),
  'people.open_account': onRow('people.edit'),
  'people.reset_password': onRow('people.edit'),
  'people.reset_authenticator': onRow('people.edit'),
  'people.block': onRow('people.edit'),
  'people.sessions': onRow('people.edit'),
  'people.revoke_session': onRow('people.edit'),
  'people.give_role': onRow('people.edit'),
  'people.end_role': onRow('people.edit'),
  'people.roles': onTenant('people.read'),
  'people.save_role': onTenant('roles.edit'),

  'file.keep': signedIn,

  'intake.list': onTenant('intake.read'),
  'intake.open': onTenant('intake.read'),
  'intake.original': onTenant('intake.read'),
  'intake.compare': onTenant('intake.read'),
  'intake.submit': onTenant('intake.edit'),
  'intake.record_reading': byClock,
  'intake.edit_task': onTenant('intake.edit'),
  'intake.add_task': onTenant('intake.edit'),
  'intake.split_task': onTenant('intake.edit'),
  'intake.merge_tasks': onTenant('intake.edit'),
  'intake.move_task': onTenant('intake.edit'),
  'intake.choose_unit': onTenant('intake.edit'),
  'intake.assign_role': onTenant('intake.edit'),
  'intake.confirm': onTenant('intake.edit'),
  'intake.discard': onTenant('intake.edit'),

  'campaign.list': onTenant('task.read'),
  'campaign.save': onTenant('plan.edit'),
  'plan.list': onTenant('task.read'),
  'plan.get': onTenant('task.read'),
  'plan.save': onTenant('plan.edit'),
  'plan.export': onTenant('task.read'),
  'goal.list': onTenant('task.read'),
  'goal.save': onTenant('plan.edit'),
  'goal.remove': onTenant('plan.edit'),
  'plan_item.list': onRow('task.read'),
  'plan_item.split': onRow('task.work'),
  'plan_item.change': onRow('task.work'),
  'plan_item.settle': onRow('task.work'),
  'plan_item.remove': onRow('task.work'),
  'calendar.get': signedIn,
  'calendar.save': onTenant('settings.edit'),

  'task.tree': onTenant('task.read'),
  'task.calendar': onTenant('task.read'),
  'task.rollup': onTenant('task.read'),
  'task.gaps': onTenant('task.read'),
  'task.export': onTenant('task.read'),
  'task.get': onRow('task.read'),
  'task.file': onRow('task.read'),
  'unit.page': onRow('task.read'),
  'unit.export': onRow('task.read'),
  'task.create': onTenant('task.assign'),
  'task.issue': onTenant('task.assign'),
  'task.edit_many': onTenant('task.assign'),
  'task.edit': onRow('task.assign'),
  'task.assign': onRow('task.assign'),
  'task.expand_units': onRow('task.assign'),
  'task.recall': onRow('task.assign'),
  'task.next_instance': onRow('task.assign'),
  'task.claim_unit': onRow('task.work'),
  'task.claim_head': onRow('task.head'),
  'task.dispute': onRow('task.work'),
  'task.set_chain': onRow('task.work'),
  'task.report': onRow('task.work'),
  'task.report_cannot': onRow('task.work'),
  'task.submit_done': onRow('task.work'),
  'task.withdraw': onRow('task.work'),
  'task.request_deferral': onRow('task.work'),
  'task.withdraw_request': onRow('task.work'),
  'task.verify_as_unit': onRow('task.work'),
  'task.return_as_unit': onRow('task.work'),
  'task.verify': onRow('task.verify'),
  'task.return': onRow('task.verify'),
  'task.approve_deferral': onRow('task.decide'),
  'task.refuse_deferral': onRow('task.decide'),
  'task.uphold': onRow('task.decide'),
  'task.drop': onRow('task.decide'),
  'task.reopen': onRow('task.decide'),
  'task.run_day': byClock,
  'saved_view.list': signedIn,
  'saved_view.save': signedIn,
  'saved_view.remove': signedIn,
  'share_link.list': onRow('task.assign'),
  'share_link.create': onRow('task.assign'),
  'share_link.revoke': onRow('task.assign'),
  // Whoever holds the link: its token is the right.
  'share_link.open': anyone,

  'letter.list': onTenant('letter.read'),
  'letter.get': onRow('letter.read'),
  'letter.preview': onRow('letter.read'),
  'letter.download': onRow('letter.read'),
  'letter.scan': onRow('letter.read'),
  'letter.issue': onRow('letter.issue'),
  'letter.void': onRow('letter.issue'),
  'letter.sign': onRow('letter.sign'),

  'home.get': signedIn,
  'inbox.list': signedIn,
  'inbox.seen': signedIn,
  // Auditors any object; others a task or a letter that they may read.
  'audit.of_object': signedIn,
  'audit.list': onTenant('audit.read'),
} as const satisfies Record<string, Right>;

export type RouteName = keyof typeof RIGHTS;
