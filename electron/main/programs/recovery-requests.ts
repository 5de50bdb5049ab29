import type { RequestName } from '../../../shared/contract/contract.ts';

const names: ReadonlySet<string> = new Set([
  'recovery.state',
  'recovery.rehearse',
  'recovery.restore',
  'recovery.salvage',
  'backups.list',
] satisfies RequestName[]);

/** Answered also while the file is closed (electron/service/recovery/closed.ts). */
export function isRecoveryRequest(name: string): boolean {
  return names.has(name);
}
