import type { HostRequestName } from '../../shared/contract/host.ts';
import type { Row } from './expected-permissions.ts';

/** What main asks on behalf of the window that called: the row of who sits there. */
export const expectedOfMain: Readonly<Record<HostRequestName, Row>> = {
  'host.authorize': '-clfia',
  'host.sealPackage': '--lfi-',
  'host.withdrawPackage': '--lfi-',
  'host.prepareDocument': '-clf--',
  'host.archiveDocument': '-clf--',
  'host.recordPrint': '-clf--',
  'host.documentPdf': '-clf-a',
  'host.prepareKeyPaper': '----i-',
  'host.recordKeyPaper': '----i-',
  'host.recordKeyTest': '----i-',
  'host.prepareKeyChange': '----i-',
  'host.beginKeyChange': '----i-',
  'host.diagnostics': '----i-',
  'host.reconciliationTable': '---f-a',
  'host.reportTable': '--lf-a',
  'host.losingPersonsTable': '---f-a',
  'host.replayTable': '---fia',
  'host.dayClosesTable': '--lf-a',
  'host.remindersTable': '--lf--',
  'host.irregularitiesTable': '---f-a',
  'host.defaultListTable': '--lf-a',
  'host.followUpTable': '-cl---',
  'host.fundClaimTable': '---f-a',
  'host.fundClaimFile': '---f--',
  'host.voucherTable': '---f-a',
};
