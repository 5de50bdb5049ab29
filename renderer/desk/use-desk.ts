import type { PaperName } from '../../shared/contract/documents/paper.ts';
import type { SettlementRecord } from '../../shared/contract/settlements.ts';
import type { RepeatedLines, Stay } from '../../shared/contract/stays.ts';
import { type Client, refusalOf } from '../app/client.ts';
import { useClient, useEvent } from '../app/use-client.ts';
import {
  type IdentificationActs,
  identificationActs,
  type IdentifiedBy,
} from '../identification/desk-acts.ts';
import { printAgreement, printPaper, printSlip } from '../payment/print-paper.ts';
import { cardActs } from './print-card.ts';
import type { DeskPaper } from './reprint-dialog.tsx';
import { type DeskState, type DeskStore, type Put, useDeskStore } from './desk-state.ts';

/** Where slips go: the clerk's choice for as long as the window is open. */
export interface PrintChoice {
  /** Null is the usual paper of the kind. */
  readonly paper: PaperName | null;
  /** Null is the printer that is set for that paper. */
  readonly printer: string | null;
}

/** The acts of the desk, in the order of a case. Each ends with what lies on the desk afterwards. */
export interface Desk extends IdentificationActs {
  readonly state: DeskState;
  readonly clear: () => void;
  readonly choosePerson: (personId: string, asOrdinary?: boolean, by?: IdentifiedBy) => void;
  readonly chooseStay: (stayId: string) => void;
  /** A stay that another form has opened or changed. */
  readonly takeStay: (stay: Stay) => void;
  readonly loadFees: () => void;
  /** What of a file is taken of which some lines are there already; undefined: nothing. */
  readonly decideRepeated: (repeatedLines: RepeatedLines | undefined) => void;
  readonly toggleWhy: () => void;
  /** `interim`: what is there so far of a stay that goes on. */
  readonly tryOut: (asOrdinary: boolean, interim?: boolean) => void;
  /** What other hospitals settled has become known: the card is read anew, and the trial made anew if that is asked. */
  readonly yearLearnt: (triesOut: boolean) => void;
  /** The platform's own trial of the visit stands beside ours now. */
  readonly reckoned: () => void;
  /** The final settlement is in the file; prints its slip and shows it. */
  readonly settled: (record: SettlementRecord, choice: PrintChoice) => void;
  /** The part of a stay that goes on which was settled last. */
  readonly showLastPart: () => void;
  /** A settlement that was looked up lies on the desk. */
  readonly showSettlement: (record: SettlementRecord) => void;
  readonly reversed: (record: SettlementRecord) => void;
  readonly print: (kind: DeskPaper, choice: PrintChoice, reason: string | null) => void;
  /** 明白卡 of the person on the desk, as of that day. */
  readonly printCard: (day: string, choice: PrintChoice, reason: string | null) => void;
}

export function useDesk(): Desk {
  const client = useClient();
  const store = useDeskStore();
  useEvent('settlement.changed', ({ settlementId }) => {
    if (store.current().settlement?.settlementId !== settlementId) return;
    client.request('settlements.get', { settlementId }).then(
      (settlement) => store.change((now) => withNewer(now, settlement)),
      () => undefined,
    );
  });
  useEvent('fees.changed', ({ stayId }) => takeNewFees(client, store, stayId));
  const acts = personActs(client, store);
  return {
    state: store.state,
    clear: () => store.begin({}),
    toggleWhy: () => store.change((now) => ({ ...now, showsWhy: !now.showsWhy })),
    ...acts,
    ...identificationActs(client, store, (...whom) => acts.choosePerson(...whom)),
    ...settlementActs(client, store),
    ...cardActs(client, store),
    yearLearnt: (triesOut) => takeNewYear(client, store, triesOut),
    reckoned: () => takeReckoning(client, store),
  };
}

/** The platform's answer may arrive when the next person is already here. */
function withNewer(now: DeskState, settlement: SettlementRecord): DeskState {
  return now.settlement?.settlementId === settlement.settlementId ? { ...now, settlement } : now;
}

function personActs(client: Client, store: DeskStore) {
  const { card, stay, asOrdinary, reading } = store.state;
  return {
    choosePerson(personId: string, chosenAsOrdinary = false, by?: IdentifiedBy) {
      store.begin({ asOrdinary: chosenAsOrdinary, reading: by && 'reading' in by ? by.reading : undefined });
      store.during('正在调出档案……', async (put) => {
        const [found] = await Promise.all([
          client.request('people.card', { personId }),
          by && 'means' in by && client.request('identification.note', { personId, means: by.means }),
        ]);
        const next = found.stays.find(({ state }) => state === 'open') ?? found.stays[0];
        const opened = next && (await client.request('stays.get', { stayId: next.stayId }));
        // Together: a key between the two would act as if this person had no stay.
        put({ card: found, stay: opened });
        if (opened !== undefined) await showStay(client, put, opened, found, chosenAsOrdinary);
      });
    },
    chooseStay(stayId: string) {
      store.begin({ card, asOrdinary, reading });
      store.during('正在调出记录……', async (put) => {
        const opened = await client.request('stays.get', { stayId });
        await showStay(client, put, opened, card, asOrdinary);
      });
    },
    takeStay(changed: Stay) {
      store.begin({ card, asOrdinary, reading });
      store.during('正在试算……', async (put) => {
        put({ card: await client.request('people.card', { personId: changed.personId }) });
        await showStay(client, put, changed, card, asOrdinary);
      });
    },
    loadFees() {
      if (stay === undefined) return;
      store.during('正在读取费用清单……', async (put) => {
        const file = await client.request('files.choose', { purpose: 'fees' });
        if (file !== null) await importInto(client, store, put, file.fileToken, 'refuse');
      });
    },
    decideRepeated(repeatedLines: RepeatedLines | undefined) {
      const { repeatedFees } = store.current();
      store.change((now) => ({ ...now, repeatedFees: undefined }));
      if (repeatedFees === undefined || repeatedLines === undefined) return;
      store.during('正在读取费用清单……', (put) =>
        importInto(client, store, put, repeatedFees.fileToken, repeatedLines),
      );
    },
  };
}

async function importInto(
  client: Client,
  store: DeskStore,
  put: Put,
  fileToken: string,
  repeatedLines: RepeatedLines,
): Promise<void> {
  const { card, stay, asOrdinary } = store.state;
  if (stay === undefined) return;
  try {
    const changed = await client.request('stays.importFees', {
      stayId: stay.stayId,
      fileToken,
      repeatedLines,
    });
    await showStay(client, put, changed, card, asOrdinary);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.code !== 'fee_lines_partly_loaded') throw error;
    put({ repeatedFees: { fileToken, refusal } });
  }
}

/** A list came in from the hospital's own system, or another window took one back. What this window does shows it itself. */
function takeNewFees(client: Client, store: DeskStore, stayId: string): void {
  const { card, stay, settlement, doing, asOrdinary } = store.current();
  if (stay?.stayId !== stayId || settlement !== undefined || doing !== undefined) return;
  store.during('正在按新的费用试算……', async (put) => {
    const changed = await client.request('stays.get', { stayId });
    await showStay(client, put, changed, card, asOrdinary);
  });
}

function settlementActs(client: Client, store: DeskStore) {
  const { card, stay, trial, settlement, asOrdinary, reading } = store.state;
  return {
    tryOut(chosenAsOrdinary: boolean, interim = false) {
      if (stay === undefined) return;
      store.during('正在试算……', async (put) => {
        put({ asOrdinary: chosenAsOrdinary, settlement: undefined });
        const question = {
          stayId: stay.stayId,
          asOrdinary: chosenAsOrdinary,
          ...(interim ? { interim } : {}),
        };
        const next = await client.request('settlements.trial', question);
        put({ trial: next, replaced: trial?.trialHash === next.trialHash ? undefined : trial });
      });
    },
    settled(record: SettlementRecord, choice: PrintChoice) {
      store.during('正在打印结算单……', async (put) => {
        put({ settlement: record, trial: undefined, replaced: undefined });
        await printSlip(client, put, record.settlementId, choice, null);
        if (record.instalments.length > 0) await printAgreement(client, put, record, choice);
        await showNewest(client, put, record);
      });
    },
    showLastPart() {
      const lastPartId = trial?.lastPartId ?? null;
      if (lastPartId === null) return;
      store.during('正在调出结算单……', async (put) => {
        put({
          settlement: await client.request('settlements.get', { settlementId: lastPartId }),
          trial: undefined,
        });
      });
    },
    showSettlement(record: SettlementRecord) {
      store.begin({ card, asOrdinary, reading, settlement: record });
      store.during('正在调出记录……', async (put) => {
        put({ stay: await client.request('stays.get', { stayId: record.stayId }) });
      });
    },
    reversed(record: SettlementRecord) {
      store.during('正在更新……', async (put) => {
        put({ settlement: record, trial: undefined, printed: undefined });
        await showNewest(client, put, record);
      });
    },
    print(kind: DeskPaper, choice: PrintChoice, reason: string | null) {
      store.during('正在打印……', async (put) => {
        if (kind === 'slip' && settlement !== undefined) {
          await printSlip(client, put, settlement.settlementId, choice, reason);
        } else if (kind === 'person_history' && card !== undefined) {
          put({ printed: await printPaper(client, kind, card.personId, choice, reason) });
        }
      });
    },
  };
}

/** A trial that is still on its way was asked before; the one asked now comes after it and stands. */
function takeNewYear(client: Client, store: DeskStore, triesOut: boolean): void {
  store.during('正在按平台累计重新试算……', async (put) => {
    const { card, stay, settlement, asOrdinary } = store.current();
    if (card === undefined) return;
    put({ card: await client.request('people.card', { personId: card.personId }) });
    const isOpen = stay !== undefined && settlement === undefined && stay.settlementId === null;
    if (!isOpen || !triesOut || stay.feeLists.length === 0 || !(asOrdinary || hasEligibility(card))) return;
    const next = await client.request('settlements.trial', { stayId: stay.stayId, asOrdinary });
    const seen = store.current().trial;
    put({ trial: next, replaced: seen?.trialHash === next.trialHash ? undefined : seen });
  });
}

/** The same trial with one more column beside it; where it was settled or is another meanwhile, nothing is changed. */
function takeReckoning(client: Client, store: DeskStore): void {
  const { trial } = store.current();
  if (trial === undefined) return;
  const { stayId, asOrdinary, trialHash } = trial;
  client.request('settlements.trial', { stayId, asOrdinary }).then(
    (next) => store.change((now) => (now.trial?.trialHash === trialHash ? { ...now, trial: next } : now)),
    () => undefined,
  );
}

/** Someone without a valid eligibility is not tried out by itself: the clerk says that an ordinary settlement is meant. */
function hasEligibility(card: DeskState['card']): boolean {
  return card?.eligibilities.some(({ validToday }) => validToday) ?? false;
}

async function showStay(
  client: Client,
  put: Put,
  stay: Stay,
  card: DeskState['card'],
  asOrdinary: boolean,
): Promise<void> {
  put({ stay });
  if (stay.settlementId !== null) {
    put({ settlement: await client.request('settlements.get', { settlementId: stay.settlementId }) });
  } else if (stay.feeLists.length > 0 && (asOrdinary || hasEligibility(card))) {
    put(await trialOrLastPart(client, stay.stayId, asOrdinary));
  } else {
    put({ trial: undefined });
  }
}

/** Where everything there is was settled in parts, the last part lies on the desk. */
async function trialOrLastPart(
  client: Client,
  stayId: string,
  asOrdinary: boolean,
): Promise<Pick<DeskState, 'trial'> | Pick<DeskState, 'settlement'>> {
  try {
    return { trial: await client.request('settlements.trial', { stayId, asOrdinary }) };
  } catch (error) {
    if (refusalOf(error).code !== 'no_fees') throw error;
    const { settlementIds } = await client.request('settlements.ofStay', { stayId });
    const settlementId = settlementIds.at(-1);
    if (settlementId === undefined) throw error;
    return { settlement: await client.request('settlements.get', { settlementId }) };
  }
}

/** The centre may have answered before the record was shown here; the event that said so found nobody. */
async function showNewest(
  client: Client,
  put: Put,
  { settlementId, personId, stayId }: SettlementRecord,
): Promise<void> {
  put({ settlement: await client.request('settlements.get', { settlementId }) });
  const [card, stay] = await Promise.all([
    client.request('people.card', { personId }),
    client.request('stays.get', { stayId }),
  ]);
  put({ card, stay });
}
