import { type RequestName, requests } from '../../shared/contract/contract.ts';
import { hostRequests } from '../../shared/contract/host.ts';
import type { Answer } from '../../shared/contract/refusal.ts';
import type { Handlers, HostHandlers, ServiceContext } from './context.ts';
import { type AnyHandler, type Asked, type Door, passGate, requireAllowed, unknownRequest } from './gate.ts';

/** Every handler there is. `host.authorize` is the gate's own: it only asks what the gate asks of every request. */
export interface AllHandlers {
  readonly window: Handlers;
  readonly host: Omit<HostHandlers, 'host.authorize'>;
}

/** Lets one request through the gate to its handler; whatever happens comes back as a value. */
export function answer(
  context: ServiceContext,
  handlers: AllHandlers,
  asked: Asked,
): Promise<Answer<unknown>> {
  return passGate(context, findDoor(handlers, asked), asked);
}

function findDoor(handlers: AllHandlers, { name, fromHost }: Asked): Door | undefined {
  if (fromHost && Object.hasOwn(hostRequests, name)) {
    const { input, output } = hostRequests[name as keyof typeof hostRequests];
    if (name === 'host.authorize') return { input, output, allowed: 'signed_in', handler: authorize };
    const hostName = name as keyof AllHandlers['host'];
    const handler = handlers.host[hostName] as unknown as AnyHandler;
    return { input, output, allowed: requests[askedFor[hostName]].allowed, handler };
  }
  if (!fromHost && Object.hasOwn(requests, name) && Object.hasOwn(handlers.window, name)) {
    const { input, output, allowed } = requests[name as keyof Handlers];
    return {
      input,
      output,
      allowed,
      handler: handlers.window[name as keyof Handlers] as unknown as AnyHandler,
    };
  }
  return undefined;
}

/** What the window asked of main, which asks us on its behalf. */
export const askedFor = {
  'host.prepareDocument': 'documents.print',
  'host.archiveDocument': 'documents.print',
  'host.recordPrint': 'documents.print',
  'host.documentPdf': 'documents.save',
  'host.replayTable': 'workbench.saveReplay',
  'host.losingPersonsTable': 'workbench.saveLosingPersons',
  'host.reportTable': 'reports.save',
  'host.reconciliationTable': 'reconciliation.save',
  'host.dayClosesTable': 'dayClose.save',
  'host.sealPackage': 'offline.export',
  'host.withdrawPackage': 'offline.export',
  'host.prepareKeyPaper': 'keys.printRecoveryKey',
  'host.recordKeyPaper': 'keys.printRecoveryKey',
  'host.prepareKeyChange': 'keys.changeKey',
  'host.beginKeyChange': 'keys.changeKey',
  'host.recordKeyTest': 'keys.testRecoveryKey',
  'host.diagnostics': 'diagnostics.save',
  'host.remindersTable': 'debts.saveReminders',
  'host.defaultListTable': 'debts.saveDefaultList',
  'host.followUpTable': 'followUp.saveList',
  'host.irregularitiesTable': 'irregularities.save',
  'host.fundClaimTable': 'fundClaims.saveList',
  'host.fundClaimFile': 'fundClaims.saveSigned',
  'host.voucherTable': 'fundClaims.saveVouchers',
} as const satisfies Record<keyof AllHandlers['host'], RequestName>;

/** May this window's session make that request? For what main answers itself. */
const authorize: AnyHandler = (context, { windowId, input }) => {
  const { name } = input as { name: string };
  if (!Object.hasOwn(requests, name)) throw unknownRequest();
  requireAllowed(context, { windowId, name }, requests[name as keyof typeof requests].allowed);
  return {};
};
