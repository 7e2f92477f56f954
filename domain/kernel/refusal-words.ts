// Above 400 lines: every sentence that says no stands on one page, two lines each, so that they are worded alike.
import type { Locale, RefusalCode } from './refusal.ts';

/** What each refusal says: what happened, why, and what to do next. `{name}` is a fact of the refusal. */
export const REFUSAL_WORDS: Record<RefusalCode, Record<Locale, string>> = {
  'request.malformed': {
    'zh-CN': '提交的内容有误（{where}：{problem}）。请改正后再提交。',
    en: 'The request is not well formed ({where}: {problem}). Correct it and send it again.',
  },
  'request.id_reused': {
    'zh-CN': '这个编号已用于另一份内容，没有再次写入。请刷新页面后重新提交。',
    en: 'This command id was already used for other content; nothing was written. Reload and submit again.',
  },
  'request.not_found': {
    'zh-CN': '没有找到这一项（{what}）。它可能已被移走，请从列表重新打开。',
    en: 'There is no such {what}. It may have been moved; open it again from its list.',
  },
  'request.too_many': {
    'zh-CN': '操作太频繁。请在 {retryAfterSeconds} 秒后再试。',
    en: 'Too many requests. Try again in {retryAfterSeconds} seconds.',
  },
  'request.busy': {
    'zh-CN': '系统正忙，内容没有写入。请在 {retryAfterSeconds} 秒后重试，同一编号重复提交不会写两次。',
    en: 'The system is busy and nothing was written. Try again in {retryAfterSeconds} seconds; sending the same id twice is safe.',
  },
  'row.changed_meanwhile': {
    'zh-CN': '这一项刚被别人修改过。请查看最新内容，再决定是否保存你的修改。',
    en: 'Somebody changed this meanwhile. Look at the newest state, then decide whether to save yours.',
  },
  'access.sign_in_needed': {
    'zh-CN': '还没有登录，或登录已经失效。请重新登录。',
    en: 'You are not signed in, or your session has ended. Sign in again.',
  },
  'access.not_your_role': {
    'zh-CN': '你的角色没有这项权限（{permission}）。需要时请联系创建办的管理员。',
    en: 'Your role does not include this right ({permission}). Ask the administrator of the campaign office.',
  },
  'access.not_yours': {
    'zh-CN': '这一项（{what}）不在你的管辖范围内。需要时请联系创建办。',
    en: 'This {what} is outside your jurisdiction. Ask the campaign office.',
  },
  'access.owes': {
    'zh-CN': '登录还没有完成：请先在本人设置中修改密码、绑定或输入动态口令，再继续办理。',
    en: 'Signing in is not complete: change your password, or set up or enter your one-time code under your settings first.',
  },
  'access.beyond_own': {
    'zh-CN': '这项操作涉及的权限（{permission}）超出你自己的权限，不能由你授予或变更。请联系系统管理员。',
    en: 'This touches a right ({permission}) beyond your own; it is not yours to give or change. Ask the system administrator.',
  },
  'access.last_administrator': {
    'zh-CN': '这样改就没有人能管理角色了。请先把管理员角色授予另一个人。',
    en: 'Nobody would be left to manage roles. Give the administrator role to somebody else first.',
  },
  'session.password_weak': {
    'zh-CN':
      '密码太弱：至少 {atLeast} 个字符，不能含有登录名或姓名，不能是连续、重复的字符或常用密码。请换一个。',
    en: 'The password is too weak: at least {atLeast} characters, without the login or the name, no runs, repeats or common passwords. Choose another.',
  },
  'session.provider_unknown': {
    'zh-CN': '没有配置这个单点登录入口（{provider}）。请用登录名和密码登录，或联系管理员。',
    en: 'This sign-in provider ({provider}) is not set up. Sign in with login and password, or ask the administrator.',
  },
  'session.provider_away': {
    'zh-CN': '单点登录服务（{provider}）暂时连不上。请稍后再试，或用登录名和密码登录。',
    en: 'The sign-in provider ({provider}) does not answer. Try again later, or sign in with login and password.',
  },
  'session.provider_stranger': {
    'zh-CN': '单点登录（{provider}）已经通过，但这里没有对应的账号。请联系创建办的管理员开通。',
    en: 'The provider ({provider}) knows you, but there is no account for you here. Ask the administrator to open one.',
  },
  'organisation.code_taken': {
    'zh-CN': '编码 {code} 已被使用。请换一个编码，或打开已有的那一项修改。',
    en: 'The code {code} is already in use. Choose another, or change the one that has it.',
  },
  'organisation.name_taken': {
    'zh-CN': '已有名为“{name}”的单位。请核对名称，或打开已有的单位修改。',
    en: 'There is already a unit named "{name}". Check the name, or change the one that has it.',
  },
  'organisation.circle': {
    'zh-CN': '“{name}”在这个单位之下或就是它自己，不能这样隶属。请选择别的单位。',
    en: '"{name}" stands below this unit or is the unit itself. Choose another one.',
  },
  'organisation.ended': {
    'zh-CN': '“{name}”已经撤并。请改选承接其职责的单位。',
    en: '"{name}" has ended. Choose the unit that took over.',
  },
  'organisation.date_ahead': {
    'zh-CN': '日期 {date} 还没有到。请在当日或之后办理。',
    en: '{date} is still ahead. Do this on that day or later.',
  },
  'organisation.dates_wrong': {
    'zh-CN': '结束日期（{until}）不能早于开始日期（{since}）。请改正日期。',
    en: 'The end ({until}) is before the beginning ({since}). Correct the dates.',
  },
  'organisation.level_wrong': {
    'zh-CN': '层级不对：{level} 不能放在 {above} 之下。请重新选择上级区划。',
    en: 'A {level} cannot stand below a {above}. Choose another division above it.',
  },
  'organisation.not_a_zone': {
    'zh-CN': '“{name}”不是片区，不能划定范围。请选择片区。',
    en: '"{name}" is no zone and has no area. Choose a zone.',
  },
  'organisation.pairing_wrong': {
    'zh-CN': '结对的对象与结对类别（{kind}）不符。请重新选择对象。',
    en: 'What was chosen does not fit this kind of pairing ({kind}). Choose again.',
  },
  'organisation.room_taken': {
    'zh-CN': '房号 {room} 已有住户。请打开已有的住户修改。',
    en: 'Room {room} has a family already. Change that one.',
  },
  'people.code_taken': {
    'zh-CN': '人员编号 {code} 已被使用。请换一个编号。',
    en: 'The number {code} is already in use. Choose another.',
  },
  'people.login_taken': {
    'zh-CN': '登录名 {login} 已被使用。请换一个登录名。',
    en: 'The login {login} is already in use. Choose another.',
  },
  'people.not_yourself': {
    'zh-CN': '不能停用自己的账号。请由另一位管理员办理。',
    en: 'You cannot block your own account. Ask another administrator.',
  },
  'roster.rows_wrong': {
    'zh-CN': '名册中有 {rows} 行不能导入，没有写入任何内容。请按提示改正后重新上传。',
    en: '{rows} rows of the roster cannot be imported; nothing was written. Correct them as told and upload again.',
  },
  'calendar.not_a_date': {
    'zh-CN': '“{value}”不是有效的日期。请按“年-月-日”重新填写，例如 2026-03-07。',
    en: '"{value}" is not a real date. Write it as year-month-day, for example 2026-03-07.',
  },
  'calendar.count_wrong': {
    'zh-CN': '工作日天数（{count}）无效。请填写 1 万以内的整数。',
    en: '{count} is not a usable number of workdays. Enter a whole number up to 10,000.',
  },
  'calendar.table_wrong': {
    'zh-CN': '{year} 年的节假日表有误（{problem}）。请对照国务院办公厅通知改正后再导入。',
    en: 'The calendar table of {year} is wrong ({problem}). Correct it against the official notice and import it again.',
  },
  'task.action_not_allowed': {
    'zh-CN': '任务的状态已经变化，或者这项操作不由你办理。请刷新后查看可以进行的操作。',
    en: 'The task has moved on, or this step is not yours to take. Reload to see what is open to you.',
  },
  'task.action_incomplete': {
    'zh-CN': '还缺少必填内容（{missing}）。请补充后再提交。',
    en: 'Something is missing still ({missing}). Fill it in and submit again.',
  },
  'task.maker_is_checker': {
    'zh-CN': '提交人不能核验或审批自己提交的事项。请由另一位同事办理。',
    en: 'Whoever submitted something cannot decide on it. Ask a colleague to do so.',
  },
  'task.settled': {
    'zh-CN': '任务已办结或已撤销，内容不能再改。确需修改时，请先重新打开。',
    en: 'The task is settled and its words are fixed. Reopen it first if it must change.',
  },
  'task.person_elsewhere': {
    'zh-CN': '{name}不是本单位在职人员。请选择本单位的人员，或先在人员名册中登记。',
    en: '{name} is not an active member of this unit. Choose one, or enter the person in the roster first.',
  },
  'task.not_recurring': {
    'zh-CN': '这项任务没有周期，不能生成下一期。请先填写周期。',
    en: 'This task has no rhythm, so there is no next instance. Give it a rhythm first.',
  },
  'task.rhythm_unset': {
    'zh-CN': '“{phrase}”没有说明间隔。请创建办先确定周期，再生成下一期。',
    en: '"{phrase}" gives no interval. The campaign office sets one before instances are made.',
  },
  'task.instance_exists': {
    'zh-CN': '自 {from} 起的这一期已经生成。请在任务列表中打开它。',
    en: 'The instance from {from} is there already. Open it from the list.',
  },
  'link.not_valid': {
    'zh-CN': '链接不存在、已过期或已停用。请向创建办索取新的链接。',
    en: 'This link does not exist, has expired or was ended. Ask the campaign office for a new one.',
  },
  'campaign.dates_wrong': {
    'zh-CN': '“{name}”的起止日期有误。请使结束日期不早于开始日期，并在创城周期之内。',
    en: 'The days of "{name}" are wrong. It must not end before it begins, and must lie within the campaign.',
  },
  'campaign.stage_in_use': {
    'zh-CN': '“{name}”还有 {tasks} 项任务，不能删除。请先把任务调整到其他阶段。',
    en: '"{name}" still holds {tasks} tasks. Move them to another stage before removing it.',
  },
  'plan.below_itself': {
    'zh-CN': '“{title}”不能挂在自己或自己的下级文件之下。请另选上级文件。',
    en: '"{title}" cannot hang below itself or a plan below it. Choose another one.',
  },
  'plan_item.level_wrong': {
    'zh-CN':
      '上下级不对应。年度目标挂在周期目标下，年度计划挂在年度目标或任务下，月度挂在年度计划下，工作日事项挂在月度下。',
    en: 'The level above does not fit. Each level hangs below the one above it.',
  },
  'plan_item.outside_parent': {
    'zh-CN': '日期（{from} 至 {to}）超出了上一级的期限。请改在上一级的起止日期之内。',
    en: 'The days ({from} to {to}) lie outside the item above. Choose days within it.',
  },
  'plan_item.below_outside': {
    'zh-CN': '下级事项“{text}”（{from} 至 {to}）会落在新的期限之外。请先调整它的日期。',
    en: 'The days ({from} to {to}) of "{text}" below would lie outside. Change them first.',
  },
  'plan_item.not_a_workday': {
    'zh-CN': '{date} 不是工作日。请按工作日历另选一天。',
    en: '{date} is not a workday in the calendar. Choose another day.',
  },
  'plan_item.no_person': {
    'zh-CN': '“{text}”还没有指定责任人。请选择办理人员。',
    en: '"{text}" names nobody. Choose who does it.',
  },
  'plan_item.reason_missing': {
    'zh-CN': '“{text}”没有完成，请填写原因。',
    en: '"{text}" was not done: say why.',
  },
  'plan_item.in_use': {
    'zh-CN': '下面还有 {count} 项，不能删除。请先删除或调整下级内容。',
    en: '{count} items hang below it. Remove or move them first.',
  },
  'letter.nothing_claimed': {
    'zh-CN': '{unit}还没有认领任务，无法生成责任书。请先由单位认领。',
    en: '{unit} has claimed no task yet, so there is nothing to sign for. The unit claims first.',
  },
  'letter.incomplete': {
    'zh-CN': '五定还有 {count} 处缺项（首项：{first}）。请补齐后再生成，或确认带缺项生成。',
    en: '{count} of the five fixed items are missing (first: {first}). Complete them, or confirm that the letter is wanted as it is.',
  },
  'letter.in_force': {
    'zh-CN': '第 {edition} 版责任书仍然有效。需要重签时，请先作废旧版。',
    en: 'Edition {edition} is still in force. Declare it void before writing a new one.',
  },
  'letter.not_open': {
    'zh-CN': '责任书的状态（{state}）不允许这项操作。请刷新后查看。',
    en: 'A letter in state {state} does not take this. Reload to see where it stands.',
  },
  'letter.signed_too_early': {
    'zh-CN': '签署日期早于生成日期（{issuedOn}）。请核对后重新填写。',
    en: 'The day of signing is before the letter was written ({issuedOn}). Check it.',
  },
  'session.wrong_password': {
    'zh-CN': '登录名或密码不对。请重新输入；忘记密码请联系创建办的管理员重置。',
    en: 'Login or password is wrong. Try again, or ask the administrator to reset it.',
  },
  'session.code_needed': {
    'zh-CN': '你的角色需要动态口令。请输入验证器上的六位数字。',
    en: 'Your role needs a one-time code. Enter the six digits of your authenticator.',
  },
  'session.wrong_code': {
    'zh-CN': '动态口令不对或已经用过。请等待下一组六位数字后重试。',
    en: 'The one-time code is wrong or was used already. Wait for the next six digits.',
  },
  'session.locked': {
    'zh-CN': '连续输错次数过多，账号暂时锁定。请在 {minutes} 分钟后再试，或联系管理员。',
    en: 'Too many wrong tries; the account is locked. Try again in {minutes} minutes, or ask the administrator.',
  },
  'set_up.already_done': {
    'zh-CN': '系统已经初始化，不能再次初始化。请直接登录。',
    en: 'This place is set up already. Sign in instead.',
  },
  'framework.not_a_draft': {
    'zh-CN': '这个版本不是草稿（{state}），内容不能再改。请复制成新草稿后修改。',
    en: 'This edition is not a draft ({state}) and cannot be changed. Make a copy as a new draft.',
  },
  'framework.malformed': {
    'zh-CN': '体系内容有一处不合格式（{where}：{problem}）。请改正后再保存。',
    en: 'The edition is not well formed ({where}: {problem}). Correct it and save again.',
  },
  'framework.code_taken': {
    'zh-CN': '编号“{code}”已经用在别的条目上。请换一个编号。',
    en: 'The code "{code}" is already used by another node. Choose another one.',
  },
  'framework.has_children': {
    'zh-CN': '“{code}”下面还有 {count} 个条目。请先移走它们，或选择连同下级一起删除。',
    en: '"{code}" has {count} nodes below it. Move them first, or remove the whole branch.',
  },
  'framework.below_itself': {
    'zh-CN': '不能把“{code}”移到它自己下面。请另选上级。',
    en: '"{code}" cannot be moved below itself. Choose another parent.',
  },
  'framework.has_errors': {
    'zh-CN': '还有 {count} 处错误，不能启用。第一处：{first}。请在“检查”中逐条改正。',
    en: '{count} errors stand in the way. The first: {first}. Correct them under "Findings".',
  },
  'framework.mapping_wrong': {
    'zh-CN': '对照表中的编号“{code}”在版本里找不到。请刷新后重新确认。',
    en: 'The code "{code}" of the mapping is in neither edition. Reload and confirm again.',
  },
  'round.dates_wrong': {
    'zh-CN': '“{name}”的起止日期不对：结束早于开始，或反馈早于自评。请改正日期。',
    en: 'The dates of "{name}" run backwards. Correct them.',
  },
  'round.edition_not_in_use': {
    'zh-CN': '“{title}”还没有启用，不能用来测评。请先启用这个版本。',
    en: '"{title}" is not in use yet. Adopt the edition first.',
  },
  'round.no_units': {
    'zh-CN': '“{name}”没有参评单位。请先为标准指定责任单位，或直接选择单位。',
    en: '"{name}" has no units. Choose units, or name responsible units in the edition.',
  },
  'round.too_late': {
    'zh-CN': '本轮测评处于“{stage}”阶段，这一步已经不能做。需要更正请联系创建办。',
    en: 'The round is at the stage "{stage}"; this can no longer be done. Ask the office for a correction.',
  },
  'round.move_not_allowed': {
    'zh-CN': '不能从“{from}”直接转到“{to}”。请按阶段推进。',
    en: 'A round cannot go from "{from}" to "{to}" directly.',
  },
  'round.no_markers': {
    'zh-CN': '“{name}”还没有评分人。请先指定评分人，再开始评分。',
    en: '"{name}" has no markers. Name them before marking begins.',
  },
  'round.second_mark_missing': {
    'zh-CN':
      '本轮要求两人分别评分，有 {count} 处只有一人评过或没有评完，第一处：{first}。请另一人补评，或由仲裁人评定。',
    en: 'This round asks for two marks; {count} are missing or unfinished, the first: {first}. The other marker marks, or the arbiter decides.',
  },
  'round.differences_open': {
    'zh-CN': '两名评分人有 {count} 处分差超过限额还没有仲裁，第一处：{first}。请仲裁人先评定。',
    en: '{count} differences between the two markers wait for the arbiter; the first: {first}.',
  },
  'round.replies_open': {
    'zh-CN': '还有 {count} 条不同意见没有答复。请逐条答复后再继续。',
    en: '{count} disagreements are not answered yet. Answer each of them first.',
  },
  'round.not_approved': {
    'zh-CN': '创建办还没有审核现在的结果，或审核后数据又有变动。请先由创建办审核。',
    en: 'The office has not approved the present result, or facts changed since. It approves first.',
  },
  'round.approver_publishes': {
    'zh-CN': '审核与发布须由两人分别办理。请由另一位领导发布。',
    en: 'Whoever approved the result does not publish it. Somebody else must.',
  },
  'round.not_submitted': {
    'zh-CN': '“{unit}”还没有提交自评，不能审核。请先提交自评。',
    en: '"{unit}" has not handed in its self-assessment yet.',
  },
  'round.reason_missing': {
    'zh-CN': '这一步需要写明理由。请填写理由后再提交。',
    en: 'This step needs a reason. Give one and submit again.',
  },
  'round.two_seats': {
    'zh-CN': '“{name}”在同一轮中只能担任一个角色：评分人不能仲裁自己的评分。请另选一人。',
    en: '"{name}" can hold one seat in a round only: a marker does not arbitrate. Choose somebody else.',
  },
  'round.not_your_seat': {
    'zh-CN': '“{sheet}”不由你填写。请联系创建办确认分工。',
    en: 'The sheet "{sheet}" is not yours to fill in. Ask the office who does.',
  },
  'round.window_closed': {
    'zh-CN': '填报已于 {until} 截止。确需补报，请向创建办说明理由申请开放。',
    en: 'The window closed on {until}. Ask the office for an exception and say why.',
  },
  'round.exception_past': {
    'zh-CN': '{until} 已经过去，不能开放到这一天。请选今天或以后的日期。',
    en: '{until} has passed and nothing can be opened until then. Choose today or a later day.',
  },
  'fact.criterion_unknown': {
    'zh-CN': '体系中没有编号为“{code}”的标准。请核对编号。',
    en: 'The edition has no criterion "{code}". Check the code.',
  },
  'fact.value_wrong': {
    'zh-CN': '“{code}”的数值“{value}”不合要求：应是最多四位小数的数、是或否，或体系中的档次。请改正。',
    en: 'The value "{value}" of "{code}" is not a number with at most four decimals, yes or no, or a grade of the edition.',
  },
  'fact.unit_missing': {
    'zh-CN': '“{code}”的观测没有写明单位。请选择单位后再提交。',
    en: 'The fact for "{code}" names no unit. Choose one and submit again.',
  },
  'fact.second_person': {
    'zh-CN': '“{code}”是人工赋分，需要写明理由并由另一人复核。请补充后再提交。',
    en: 'Points given by hand for "{code}" need a reason and a second person.',
  },
  'score.not_published': {
    'zh-CN': '“{name}”的结果还没有发布。发布后这里会显示。',
    en: 'The result of "{name}" is not published yet. It will be shown here once it is.',
  },
  'paper.not_found': {
    'zh-CN': '没有找到文件“{name}”，或者它不是可以打开的文件。请检查路径后再试。',
    en: 'There is no file "{name}" that can be opened. Check the path and try again.',
  },
  'intake.not_open': {
    'zh-CN': '这份文件已不在核对阶段（{state}），不能再修改。需要时请重新提交文件。',
    en: 'This document is no longer under review ({state}). Submit the file again if it has to change.',
  },
  'intake.names_open': {
    'zh-CN': '还有 {count} 个单位名称没有确定（例如“{first}”）。请先选定单位，再确认方案。',
    en: '{count} unit names are not settled yet (for instance "{first}"). Choose their units first.',
  },
  'intake.no_tasks': {
    'zh-CN': '草稿里没有任务，不能形成方案。请从原文选取任务，或检查是否选错了文件。',
    en: 'The draft holds no tasks. Add tasks from the original, or check whether this is the right file.',
  },
  'intake.nothing_to_compare': {
    'zh-CN': '这份文件没有指定上一版方案，无法比较。请在提交时选择它要替换的方案。',
    en: 'This document supersedes no plan, so there is nothing to compare.',
  },
  'unit.code_taken': {
    'zh-CN': '编码 {code} 已被另一个单位使用。请换一个编码。',
    en: 'The code {code} belongs to another unit. Choose another one.',
  },
  'paper.empty': {
    'zh-CN': '“{name}”是空文件，没有可读的内容。请重新选择原文件。',
    en: '"{name}" is empty. Choose the original file again.',
  },
  'paper.truncated': {
    'zh-CN': '“{name}”没有读完：文件不完整。请重新下载或重新上传原文件。',
    en: '"{name}" is incomplete. Download or upload the original file again.',
  },
  'paper.encrypted': {
    'zh-CN': '“{name}”设有密码，无法读取。请在 Word、WPS 或 Excel 中取消密码后另存，再上传。',
    en: '"{name}" is protected by a password. Save a copy without the password and upload that.',
  },
  'paper.image_only': {
    'zh-CN': '“{name}”只有扫描图片，没有文字。请上传可复制文字的文件，或先做文字识别。',
    en: '"{name}" holds scanned pictures only. Upload a file with text, or run text recognition first.',
  },
  'paper.too_large': {
    'zh-CN': '“{name}”超过 {limitMegabytes} MB。请拆分文件，或删去其中的图片后再上传。',
    en: '"{name}" is larger than {limitMegabytes} MB. Split it, or remove its pictures, and upload again.',
  },
  'paper.bomb': {
    'zh-CN': '“{name}”解压后的体积异常，为安全起见没有打开。请在 Word、WPS 或 Excel 中重新另存后再上传。',
    en: '"{name}" unpacks to an abnormal size and was not opened. Save it anew in Word or Excel and upload that.',
  },
  'paper.wrong_type': {
    'zh-CN': '“{name}”的内容与扩展名不符（实际是{found}）。请上传 Word、Excel、PDF 或文本文件。',
    en: 'The content of "{name}" does not match its extension (it is {found}). Upload Word, Excel, PDF or text.',
  },
  'paper.unsupported': {
    'zh-CN': '“{name}”不是可以读取的格式。请上传 .docx、.doc、.xlsx、.pdf 或 .txt 文件。',
    en: '"{name}" is not a format that can be read. Upload .docx, .doc, .xlsx, .pdf or .txt.',
  },
  'paper.not_a_roster': {
    'zh-CN': '“{name}”中没有区划、单位、人员、机构与职务或结对工作表。请下载名册模板，填好后再上传。',
    en: '"{name}" has no sheet of divisions, units, people, bodies or pairings. Fill in the roster template and upload that.',
  },
  'paper.not_a_framework': {
    'zh-CN': '“{name}”不能作为测评体系读取：{problem}。',
    en: '"{name}" cannot be read as a framework: {problem}.',
  },
  'paper.damaged': {
    'zh-CN': '“{name}”已损坏，无法读取。请用 Word 或 WPS 打开并另存一份，再上传。',
    en: '"{name}" is damaged and cannot be read. Open it in Word, save a copy and upload that.',
  },
  'paper.external_entity': {
    'zh-CN': '“{name}”内含外部引用声明，为安全起见没有打开。请重新另存后再上传。',
    en: '"{name}" declares external entities and was not opened for safety. Save it anew and upload that.',
  },
  'paper.macro': {
    'zh-CN':
      '“{name}”含有宏，为安全起见没有打开。请在 Word、WPS 或 Excel 中另存为不带宏的 .docx 或 .xlsx，再上传。',
    en: '"{name}" holds macros and was not opened for safety. Save it as .docx or .xlsx, without macros, and upload that.',
  },
  'paper.too_slow': {
    'zh-CN': '“{name}”在 {limitSeconds} 秒内没有读完，已停止。请拆分后再上传。',
    en: '"{name}" could not be read within {limitSeconds} seconds. Split it and upload the parts.',
  },
};

/** What happened and what to do next, in the reader's language: "附件没有读完:文件不完整。请重新上传原文件。" */
export function sentence(refusal: { code: RefusalCode; facts: object }, locale: Locale): string {
  const facts = new Map(Object.entries(refusal.facts));
  const nameless = facts.get('name') === '' ? { 'zh-CN': '这份文件', en: 'This file' }[locale] : '$&';
  const words = REFUSAL_WORDS[refusal.code][locale].replace(/[“"]\{name\}[”"]/, nameless);
  return words.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(facts.get(name) ?? ''));
}

/** A refusal that this version of the house knows. */
export const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(REFUSAL_WORDS, code);
