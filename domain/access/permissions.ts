/**
 * Permissions (权限) and how far they reach. Roles are data in the database; these names are the only ones a role may hold.
 */
export const PERMISSIONS = {
  'organisation.read': { zh: '查看组织架构', en: 'See the organisation' },
  'organisation.edit': { zh: '维护区划、单位、机构与结对', en: 'Edit divisions, units, bodies and pairings' },
  'household.read': { zh: '查看住户信息', en: 'See households' },
  'household.edit': { zh: '登记住户信息', en: 'Record households' },
  'people.read': { zh: '查看人员', en: 'See people' },
  'people.edit': { zh: '维护人员与账号', en: 'Edit people and accounts' },
  'roles.edit': { zh: '维护角色与授权', en: 'Edit roles and grants' },
  'intake.read': { zh: '查看文件识读', en: 'See documents being read' },
  'intake.edit': { zh: '识读文件并形成方案', en: 'Read documents into plans' },
  'plan.edit': { zh: '维护方案、目标与阶段', en: 'Edit plans, goals and stages' },
  'task.read': { zh: '查看任务', en: 'See tasks' },
  'task.assign': { zh: '下达、调整任务', en: 'Issue and change tasks' },
  'task.work': { zh: '认领任务、填报进展', en: 'Claim tasks and report progress' },
  'task.head': { zh: '以主要负责人身份认领', en: 'Claim as the head of the unit' },
  'task.verify': { zh: '核验、退回', en: 'Verify and return' },
  'task.decide': { zh: '审批延期、撤销', en: 'Decide deferrals and drops' },
  'letter.read': { zh: '查看责任书', en: 'See responsibility letters' },
  'letter.issue': { zh: '生成责任书', en: 'Issue responsibility letters' },
  'letter.sign': { zh: '登记责任书签署', en: 'Record a signed letter' },
  'framework.read': { zh: '查看测评体系', en: 'See assessment frameworks' },
  'framework.edit': { zh: '维护、启用测评体系', en: 'Edit and adopt assessment frameworks' },
  'round.read': { zh: '查看测评轮次', en: 'See assessment rounds' },
  'round.manage': { zh: '组织测评轮次', en: 'Run assessment rounds' },
  'score.read': { zh: '查看未发布的得分', en: 'See scores before they are published' },
  'score.enter': { zh: '填报本单位自评与反馈', en: "Enter the unit's own assessment and replies" },
  'score.head': { zh: '审核本单位自评', en: "Approve the unit's own assessment" },
  'score.mark': { zh: '评分、仲裁', en: 'Mark and arbitrate' },
  'score.publish': { zh: '审定、发布测评结果', en: 'Approve and publish results' },
  'audit.read': { zh: '查看操作留痕', en: 'See the audit trail' },
  'settings.edit': { zh: '维护日历与系统设置', en: 'Edit calendars and settings' },
} as const;

export type Permission = keyof typeof PERMISSIONS;

/** own: the person's unit · subtree: that unit and all below it · all: the whole tenant. */
export const REACHES = ['own', 'subtree', 'all'] as const;
export type Reach = (typeof REACHES)[number];

/** One line of a role (角色): a permission and how far it reaches from the unit where the role is held. */
export interface Grant {
  permission: Permission;
  reach: Reach;
}
