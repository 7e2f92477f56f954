import { BODY_WORDS, PAIRED_WITH, PAIRING_WORDS } from './body.ts';
import { DIVISION_WORDS, divisionCodeProblem, mayStandBelow } from './divisions.ts';
import type { AcceptedRoster, RosterFields, RosterKey, RowCase } from './roster-row.ts';
import { TIER_WORDS, UNIT_TYPE_WORDS } from './unit.ts';
import type { Tier, UnitType } from './unit.ts';

/** The rules of each sheet of a roster. A rule says its findings and gives what would be written, null where it cannot. */
interface SheetRules<K extends RosterKey> {
  /** Field that names the row for a person. */
  name: RosterFields[K];
  /** What the columns are called in findings. */
  heads: Partial<Record<RosterFields[K], string>>;
  judge: (row: RowCase<K>) => ((accepted: AcceptedRoster) => void) | null;
}

/** The code of a word in a table of words, read without blanks and brackets. */
function coded<C extends string>(words: Record<C, readonly string[]>, text: string): C | null {
  const plain = (one: string) => one.normalize('NFKC').replaceAll(/[\s()、/]/g, '');
  const found = (Object.entries(words) as [C, readonly string[]][]).find(([, names]) =>
    names.some((name) => plain(name) === plain(text)),
  );
  return found?.[0] ?? null;
}
const choices = (words: Record<string, readonly [string, ...string[]]>) =>
  Object.values(words)
    .map(([first]) => first)
    .join('、');

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
const listed = (text: string) =>
  text
    .split(/[、,，;；\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** The codes from `start` upwards until they come back to it, or null when they end. */
function circleFrom(start: string, parentOf: (code: string) => string | undefined): string[] | null {
  const path = [start];
  for (let code = parentOf(start); code !== undefined && code !== ''; code = parentOf(code)) {
    if (code === start) return [...path, start];
    if (path.includes(code)) return null;
    path.push(code);
  }
  return null;
}

function checkParent<K extends 'divisions' | 'units'>(
  row: RowCase<K>,
  rows: ReadonlyMap<string, { parentCode: string }>,
  code: string,
  parentCode: string,
): void {
  if (parentCode === '') return;
  if (!rows.has(parentCode)) return row.find('parentCode', 'unknown_code', { value: parentCode });
  const circle = circleFrom(code, (one) => rows.get(one)?.parentCode.trim());
  if (circle !== null) row.find('parentCode', 'circle', { value: circle.join(' → ') });
}

const divisions: SheetRules<'divisions'> = {
  name: 'name',
  heads: { code: '编码', name: '名称', level: '级别', parentCode: '上级编码' },
  judge(row) {
    const { values, merged, find } = row;
    row.need('code', 'name', 'level');
    const level = coded(DIVISION_WORDS, values.level);
    if (level === null && values.level.trim() !== '')
      find('level', 'unknown_level', { value: values.level, choices: choices(DIVISION_WORDS) });
    const [code, parentCode] = [values.code.trim(), values.parentCode.trim()];
    checkParent(row, merged.divisions, code, parentCode);
    if (level === null) return null;
    const parentLevel = coded(DIVISION_WORDS, merged.divisions.get(parentCode)?.level ?? '');
    if (parentLevel !== null && !mayStandBelow(level, parentLevel))
      find('parentCode', 'level_order', { value: parentCode });
    const parent = parentLevel === null ? null : { code: parentCode, level: parentLevel };
    if (code !== '' && divisionCodeProblem(code, level, parent) !== null)
      find('code', 'code_not_official', { value: code });
    return (accepted) =>
      accepted.divisions.push({ code, name: values.name.trim(), level, parentCode: orNull(parentCode) });
  },
};

/** Where a type of unit stands when the roster does not say. */
const usualTier = (type: UnitType): Tier => {
  if (type === 'township' || type === 'subdistrict' || type === 'park') return 'town';
  return type === 'community' || type === 'village' || type === 'shop' ? 'village' : 'county';
};

const units: SheetRules<'units'> = {
  name: 'name',
  heads: {
    code: '编码',
    name: '名称',
    type: '类型',
    tier: '层级',
    divisionCode: '所属区划编码',
    parentCode: '主管单位编码',
    predecessorCodes: '前身单位编码',
  },
  judge(row) {
    const { values, merged, find } = row;
    row.need('code', 'name', 'type');
    const [code, name, parentCode] = [values.code.trim(), values.name.trim(), values.parentCode.trim()];
    const type = coded(UNIT_TYPE_WORDS, values.type);
    if (type === null && values.type.trim() !== '')
      find('type', 'unknown_type', { value: values.type, choices: choices(UNIT_TYPE_WORDS) });
    let tier = coded(TIER_WORDS, values.tier);
    if (tier === null && values.tier.trim() !== '')
      find('tier', 'unknown_tier', { value: values.tier, choices: choices(TIER_WORDS) });
    else if (tier === null && type !== null) {
      tier = usualTier(type);
      find('tier', 'tier_assumed', { value: TIER_WORDS[tier][0] });
    }
    checkParent(row, merged.units, code, parentCode);
    for (const one of listed(values.predecessorCodes)) {
      if (!merged.units.has(one) || one === code) find('predecessorCodes', 'unknown_code', { value: one });
    }
    const divisionCode = orNull(values.divisionCode);
    if (divisionCode !== null && !merged.divisions.has(divisionCode))
      find('divisionCode', 'unknown_code', { value: divisionCode });
    const [validFrom, validTo] = [row.day('validFrom'), row.day('validTo')];
    if (validFrom !== null && validTo !== null && validTo < validFrom)
      find('validTo', 'dates_reversed', { value: validTo, other: validFrom });
    if (validTo === null) checkName(row, code, name);
    if (type === null || tier === null) return null;
    const accepted = {
      code,
      name,
      type,
      tier,
      divisionCode,
      validFrom,
      validTo,
      shortName: orNull(values.shortName),
      aliases: listed(values.aliases),
      parentCode: orNull(parentCode),
      predecessorCodes: listed(values.predecessorCodes),
    };
    return (all) => all.units.push(accepted);
  },
};

/** Two living units do not bear one name. */
function checkName({ file, merged, row, find }: RowCase<'units'>, code: string, name: string): void {
  if (name === '') return;
  const twin = file.units.find(
    (one) => one.row < row && one.values.name.trim() === name && one.values.code.trim() !== code,
  );
  if (twin !== undefined && twin.values.validTo.trim() === '')
    return find('name', 'duplicate_name', { value: name, other: String(twin.row) });
  const inFile = new Set(file.units.map((one) => one.values.code.trim()));
  for (const [other, words] of merged.units) {
    if (other === code || inFile.has(other)) continue;
    if (words.name.trim() === name && words.validTo.trim() === '')
      return find('name', 'name_taken', { value: name, other });
  }
}

const PHONE = /^(?:(?:\+?86-?)?1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(?:-\d{1,6})?|\d{7,8}|[2-9]\d{2,5})$/;
const YES = /^(是|y|yes|true|1|√|✓)$/i;
const NO = /^(否|n|no|false|0|×|)$/i;

const people: SheetRules<'people'> = {
  name: 'name',
  heads: {
    code: '编码',
    name: '姓名',
    unitCode: '单位编码',
    loginName: '登录名',
    secondedFromCode: '借调自单位编码',
  },
  judge(row) {
    const { values, merged, file, find } = row;
    row.need('code', 'name', 'unitCode');
    const [code, unitCode] = [values.code.trim(), values.unitCode.trim()];
    if (unitCode !== '' && !merged.units.has(unitCode)) find('unitCode', 'unknown_code', { value: unitCode });
    const phone = orNull(values.phone.replaceAll(/[\s()]/g, ''));
    if (phone !== null && !PHONE.test(phone)) find('phone', 'bad_phone', { value: values.phone });
    const loginName = orNull(values.loginName);
    if (loginName !== null) {
      if (!/^[a-z0-9._-]{3,32}$/i.test(loginName)) find('loginName', 'bad_login', { value: loginName });
      for (const [other, words] of merged.people) {
        if (other !== code && words.loginName.trim().toLowerCase() === loginName.toLowerCase())
          find('loginName', 'login_taken', { value: loginName, other });
      }
    }
    const roles = listed(values.roles);
    for (const role of roles) if (!row.roles.has(role)) find('roles', 'unknown_role', { value: role });
    const isHead = YES.test(values.isHead.trim());
    if (!isHead && !NO.test(values.isHead.trim())) find('isHead', 'not_yes_no', { value: values.isHead });
    if (isHead) {
      const headsUnit = (words: { unitCode: string; isHead: string }) =>
        words.unitCode.trim() === unitCode && YES.test(words.isHead.trim());
      const twin = file.people.find(
        (one) => one.row < row.row && one.values.code.trim() !== code && headsUnit(one.values),
      );
      if (twin !== undefined) find('isHead', 'two_heads', { value: unitCode, other: String(twin.row) });
      const before = [...row.known.people].find(([other, words]) => other !== code && headsUnit(words));
      if (before !== undefined) find('isHead', 'head_changes', { value: values.name, other: before[1].name });
    }
    const secondedFromCode = orNull(values.secondedFromCode);
    const secondedUntil = row.day('secondedUntil');
    if (secondedFromCode !== null && !merged.units.has(secondedFromCode))
      find('secondedFromCode', 'unknown_code', { value: secondedFromCode });
    if (secondedFromCode !== null && values.secondedUntil.trim() === '')
      find('secondedUntil', 'secondment_open');
    if (secondedFromCode === null && secondedUntil !== null) find('secondedFromCode', 'until_without_home');
    const accepted = {
      code,
      unitCode,
      phone,
      loginName,
      roles,
      isHead,
      secondedFromCode,
      secondedUntil,
      name: values.name.trim(),
      post: orNull(values.post),
    };
    return (all) => all.people.push(accepted);
  },
};

const posts: SheetRules<'posts'> = {
  name: 'bodyName',
  heads: {
    bodyCode: '机构编码',
    bodyName: '机构名称',
    bodyType: '机构类型',
    parentBodyCode: '上级机构编码',
    personCode: '人员编码',
    post: '职务',
  },
  judge(row) {
    const { values, merged, file, find } = row;
    row.need('bodyCode', 'bodyName', 'bodyType');
    const bodyCode = values.bodyCode.trim();
    const bodyType = coded(BODY_WORDS, values.bodyType);
    if (bodyType === null && values.bodyType.trim() !== '')
      find('bodyType', 'unknown_type', { value: values.bodyType, choices: choices(BODY_WORDS) });
    const said = (one: RowCase<'posts'>['values']) =>
      [one.bodyName, one.bodyType, one.parentBodyCode].map((word) => word.trim()).join('\n');
    const twin = file.posts.find(
      (one) =>
        one.row < row.row && one.values.bodyCode.trim() === bodyCode && said(one.values) !== said(values),
    );
    if (twin !== undefined) find('bodyName', 'body_differs', { value: bodyCode, other: String(twin.row) });
    const parents = new Map(
      [...merged.posts.values()].map((one) => [one.bodyCode.trim(), one.parentBodyCode.trim()]),
    );
    const parentBodyCode = orNull(values.parentBodyCode);
    if (parentBodyCode !== null && !parents.has(parentBodyCode))
      find('parentBodyCode', 'unknown_code', { value: parentBodyCode });
    const circle = circleFrom(bodyCode, (code) => parents.get(code));
    if (circle !== null) find('parentBodyCode', 'circle', { value: circle.join(' → ') });
    const personCode = orNull(values.personCode);
    if (personCode !== null && !merged.people.has(personCode))
      find('personCode', 'unknown_code', { value: personCode });
    const post = orNull(values.post);
    if (personCode !== null && post === null) find('post', 'post_missing');
    const [from, to] = [row.day('from'), row.day('to')];
    if (from !== null && to !== null && to < from) find('to', 'dates_reversed', { value: to, other: from });
    if (bodyType === null) return null;
    const accepted = {
      bodyCode,
      bodyName: values.bodyName.trim(),
      bodyType,
      parentBodyCode,
      post,
      personCode,
      from,
      to,
    };
    return (all) => all.posts.push(accepted);
  },
};

const pairings: SheetRules<'pairings'> = {
  name: 'kind',
  heads: { kind: '类型', firstCode: '甲方编码', secondCode: '乙方编码' },
  judge(row) {
    const { values, merged, find } = row;
    row.need('kind', 'firstCode', 'secondCode');
    const [firstCode, secondCode] = [values.firstCode.trim(), values.secondCode.trim()];
    if (firstCode !== '' && !merged.people.has(firstCode))
      find('firstCode', 'unknown_code', { value: firstCode });
    const [from, to] = [row.day('from'), row.day('to')];
    if (from !== null && to !== null && to < from) find('to', 'dates_reversed', { value: to, other: from });
    const kind = coded(PAIRING_WORDS, values.kind);
    if (kind === null) {
      if (values.kind.trim() !== '')
        find('kind', 'unknown_kind', { value: values.kind, choices: choices(PAIRING_WORDS) });
      return null;
    }
    const bodies = new Set([...merged.posts.values()].map((one) => one.bodyCode.trim()));
    const others = { body: bodies, unit: merged.units, division: merged.divisions, household: null }[
      PAIRED_WITH[kind]
    ];
    if (others === null) find('secondCode', 'household_not_here');
    else if (secondCode !== '' && !others.has(secondCode))
      find('secondCode', 'unknown_code', { value: secondCode });
    return (all) => all.pairings.push({ kind, firstCode, secondCode, from, to });
  },
};

export const SHEETS: { readonly [K in RosterKey]: SheetRules<K> } = {
  divisions,
  units,
  people,
  posts,
  pairings,
};
