import type { FileJobDoers } from './jobs.ts';

/** Each job brings its own part of the program and nothing else: a thread that reads them all starts half a second later. */
export const doers: FileJobDoers = {
  copy: async (order, tell) => (await import('../backups/copy.ts')).copyAndProve(order, tell),
  remove: async (order) => (await import('../backups/remove.ts')).removeCopies(order),
  describe: async (order) => (await import('../recovery/content.ts')).describeFiles(order),
  compare: async (order, tell) => (await import('../recovery/compare.ts')).compareFiles(order, tell),
  salvage: async (order, tell) => (await import('../recovery/salvage.ts')).salvage(order, tell),
  prepare: async (order, tell) => (await import('../recovery/prepare.ts')).prepareFile(order, tell),
  check: async (order) => (await import('../database/whole-check.ts')).checkBeside(order),
  diagnose: async (order) => (await import('../diagnostics/file-diagnosis.ts')).diagnoseFile(order),
  searchAudit: async (order) => (await import('../audit/search.ts')).searchAudit(order),
  archiveAudit: async (order) => (await import('../audit/archive.ts')).copyIntoArchive(order),
  verifyAudit: async (order) => (await import('../audit/verify.ts')).verifyAuditBeside(order),
  importRoster: async (order, tell) =>
    (await import('../roster/read-roster.ts')).readRosterBeside(order, tell),
  checkRoster: async (order, tell) =>
    (await import('../roster/check-beside.ts')).checkRosterForOther(order, tell),
  checkPlainWorkbook: async (order, tell) =>
    (await import('../roster/check-beside.ts')).checkPlainWorkbookForOther(order, tell),
  makeNameKeys: async (order, tell) =>
    (await import('../roster/sorted-name-keys.ts')).sortedNameKeysForOther(order, tell),
  tendRoster: async (order, tell) => (await import('../roster/tend.ts')).tendRoster(order, tell),
  readStatement: async (order, tell) =>
    (await import('../reconciliation/read-beside.ts')).readStatementForOther(order, tell),
  examineLeftOut: async (order, tell) => {
    const { examinePortion } = await import('../left-out/examine.ts');
    return (await import('../nightly-search/order.ts')).searchBeside(order, examinePortion, tell);
  },
  examineIrregularities: async (order, tell) => {
    const { examinePortion } = await import('../irregularities/examine.ts');
    return (await import('../nightly-search/order.ts')).searchBeside(order, examinePortion, tell);
  },
  reconcile: async (order, tell) =>
    (await import('../reconciliation/reconcile.ts')).reconcileBeside(order, tell),
};
