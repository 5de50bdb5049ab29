import type { RosterWorkKind, RosterWorkOutcome } from '../../shared/contract/roster-work.ts';

export const kindTitles: Readonly<Record<RosterWorkKind, string>> = {
  new: '新列入',
  absent: '未再列入',
  changed: '有变动',
  contradicting: '部门不一致',
  uninsured: '未正常参保',
};

/** What each kind is, and what to do with it. */
export const kindWords: Readonly<Record<RosterWorkKind, string>> = {
  new: '上一份名册没有、这一份有的人。本年已按普通居民结算的，到“更正”看要不要重新结算。',
  absent: '上一份名册有、这一份没有的人。身份不会自动终止，请向认定部门核实。',
  changed: '姓名、住址、参保或身份与上一份名册不同的人。',
  contradicting: '两个部门对同一人说法不同。请向部门核实，更正后随下一份名册导入。',
  uninsured: '未参保或暂停参保的人，不能享受基本医保。请通知本人或村里补办参保。',
};

export const outcomeTitles: Readonly<Record<RosterWorkOutcome, string>> = {
  verified: '核实无误',
  told_agency: '已告知认定部门',
  told_person: '已告知本人',
  settled_again: '已重新结算',
  reopened: '撤回销号',
};
