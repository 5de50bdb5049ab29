import { copyIntoArchive } from '../audit/archive.ts';
import { searchAudit } from '../audit/search.ts';
import { verifyAuditBeside } from '../audit/verify.ts';
import { copyAndProve } from '../backups/copy.ts';
import { removeCopies } from '../backups/remove.ts';
import { checkBeside } from '../database/whole-check.ts';
import { diagnoseFile } from '../diagnostics/file-diagnosis.ts';
import { compareFiles } from '../recovery/compare.ts';
import { describeFiles } from '../recovery/content.ts';
import { prepareFile } from '../recovery/prepare.ts';
import { salvage } from '../recovery/salvage.ts';
import { readStatementForOther } from '../reconciliation/read-beside.ts';
import { reconcileBeside } from '../reconciliation/reconcile.ts';
import { checkRosterForOther } from '../roster/check-beside.ts';
import { readRosterBeside } from '../roster/read-roster.ts';
import { sortedNameKeysForOther } from '../roster/sorted-name-keys.ts';
import { tendRoster } from '../roster/tend.ts';
import type { FileJobDoers } from './jobs.ts';

export const doers: FileJobDoers = {
  copy: copyAndProve,
  remove: removeCopies,
  describe: describeFiles,
  compare: compareFiles,
  salvage,
  prepare: prepareFile,
  check: checkBeside,
  diagnose: diagnoseFile,
  searchAudit,
  archiveAudit: copyIntoArchive,
  verifyAudit: verifyAuditBeside,
  importRoster: readRosterBeside,
  checkRoster: checkRosterForOther,
  makeNameKeys: sortedNameKeysForOther,
  tendRoster,
  readStatement: readStatementForOther,
  reconcile: reconcileBeside,
};
