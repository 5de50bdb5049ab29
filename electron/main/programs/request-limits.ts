/** How long main waits for the service's answer. */
const limitsMs: Readonly<Record<string, number>> = {
  'roster.import': 900_000,
  'catalogue.import': 600_000,
  'reconciliation.takeIn': 600_000,
  'reconciliation.fetch': 600_000,
  'reconciliation.run': 900_000,
  'reconciliation.repeat': 900_000,
  'host.reconciliationTable': 120_000,
  'stays.importFees': 120_000,
  // The hospital's own system may take a minute for a page.
  'fees.query': 120_000,
  'attachments.add': 120_000,
  'policy.putIntoForce': 120_000,
  'workbench.putIntoForce': 120_000,
  'offline.importReceipt': 120_000,
  'host.sealPackage': 120_000,
  'host.archiveDocument': 60_000,
  // The whole file is read for it.
  'host.diagnostics': 900_000,
  // Whole files are read and written; progress is told meanwhile.
  'backups.list': 120_000,
  // Backups and uploads under way end first.
  'host.beginKeyChange': 120_000,
  'backups.now': 1_800_000,
  'recovery.rehearse': 1_800_000,
  'recovery.salvage': 3_600_000,
  'recovery.restore': 1_800_000,
};

const usualLimitMs = 30_000;

/** @returns milliseconds, of a request of the window contract or of `hostRequests` */
export function requestLimitMs(name: string): number {
  return Object.hasOwn(limitsMs, name) ? (limitsMs[name] ?? usualLimitMs) : usualLimitMs;
}
