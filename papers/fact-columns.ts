/** Columns of a sheet of facts (观测表), in the order in which they are written; read in any order. */
export const FACT_COLUMNS = [
  { field: 'criterion', head: '标准编号', synonyms: ['编号', '标准代码', '指标编号'], width: 12 },
  { field: 'title', head: '测评标准', synonyms: [], width: 40 },
  { field: 'unit', head: '单位', synonyms: ['责任单位', '被测单位'], width: 20 },
  { field: 'site', head: '点位', synonyms: ['点位名称', '地点'], width: 20 },
  { field: 'siteType', head: '点位类型', synonyms: ['类型'], width: 14 },
  { field: 'stratum', head: '分层', synonyms: ['抽样层'], width: 12 },
  { field: 'name', head: '观测项', synonyms: ['项目', '指标项'], width: 18 },
  { field: 'value', head: '数值', synonyms: ['结果', '值', '得分', '档次'], width: 12 },
  { field: 'state', head: '状态', synonyms: [], width: 10 },
  { field: 'method', head: '测评方法', synonyms: ['方法', '方式'], width: 12 },
  { field: 'form', head: '形式', synonyms: [], width: 10 },
  { field: 'at', head: '时间', synonyms: ['观测时间', '日期'], width: 18 },
  { field: 'reason', head: '理由', synonyms: ['赋分理由'], width: 24 },
  { field: 'second', head: '复核人', synonyms: ['第二评分人'], width: 12 },
  { field: 'note', head: '备注', synonyms: ['说明', '问题描述'], width: 30 },
  { field: 'id', head: '记录号', synonyms: ['id'], width: 38 },
] as const;

export type FactField = (typeof FACT_COLUMNS)[number]['field'];

/** One row as text; '' where empty. */
export type FactCells = Record<FactField, string>;

/** 状态 as people write it. */
export const FACT_STATE_WORDS = {
  observed: '已观测',
  not_applicable: '不适用',
  not_observed: '未测',
} as const;
