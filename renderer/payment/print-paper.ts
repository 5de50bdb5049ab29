import type { RequestOutput } from '../../shared/contract/contract.ts';
import type { DocumentKind } from '../../shared/contract/documents/kind.ts';
import { type Client, refusalOf } from '../app/client.ts';
import type { SettlementRecord } from '../../shared/contract/settlements.ts';
import type { Printed, Put } from '../desk/desk-state.ts';
import type { PrintChoice } from '../desk/use-desk.ts';

/** Prints a paper about money besides the slip, on its usual paper, to the printer chosen. Trouble with the paper never looks like trouble with the money. */
export async function printPaper(
  client: Client,
  kind: Exclude<DocumentKind, 'slip'>,
  subjectId: string,
  { printer }: PrintChoice,
  reason: string | null = null,
): Promise<Printed> {
  try {
    const result = await client.request('documents.print', { kind, subjectId, printer, reason });
    return printedOf(result);
  } catch (error) {
    return { sentence: `已经记好，但没有打印：${refusalOf(error).sentence}`, isTrouble: true };
  }
}

/** What a person may claim, as it is today; it is about no settlement, so it is only said that it was not printed. */
export async function printEntitlementCard(
  client: Client,
  personId: string,
  { day, paper, printer, reason }: PrintChoice & { readonly day: string; readonly reason: string | null },
): Promise<Printed> {
  try {
    const subject = { kind: 'entitlement_card' as const, subjectId: personId, day };
    return printedOf(await client.request('documents.print', { ...subject, paper, printer, reason }));
  } catch (error) {
    return { sentence: `明白卡没有打印：${refusalOf(error).sentence}`, isTrouble: true };
  }
}

/** Trouble with the paper never looks like trouble with the settlement: it is said on a line of its own. */
export async function printSlip(
  client: Client,
  put: Put,
  settlementId: string,
  { paper, printer }: PrintChoice,
  reason: string | null,
): Promise<void> {
  try {
    const result = await client.request('documents.print', {
      kind: 'slip',
      subjectId: settlementId,
      paper,
      printer,
      reason,
    });
    put({ printed: printedOf(result) });
  } catch (error) {
    const sentence = `结算已经完成，但结算单没有打印：${refusalOf(error).sentence}处理好后按 F8 打印。`;
    put({ printed: { sentence, isTrouble: true } });
  }
}

/** What is deferred is agreed on paper: the newest plan of the settlement. */
export async function printAgreement(
  client: Client,
  put: Put,
  { personId, settlementId }: SettlementRecord,
  choice: PrintChoice,
): Promise<void> {
  const { debts } = await client.request('debts.ofPerson', { personId });
  const plan = debts.find((debt) => debt.settlementId === settlementId)?.plan;
  if (plan === null || plan === undefined) return;
  const printed = await printPaper(client, 'instalment_agreement', plan.planId, choice);
  if (printed.isTrouble) put({ printed });
}

/** What is said of a paper, and whether only a person can know if it lies in the tray. */
function printedOf({ documentId, outcome, needsLook, sentence }: RequestOutput<'documents.print'>): Printed {
  const isTrouble = outcome !== 'spooled' || needsLook;
  return outcome === 'failed' ? { sentence, isTrouble } : { sentence, isTrouble, askAbout: documentId };
}
