import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChangeableField } from '../../electron/service/practice/platform/declared.ts';
import type { SettledElsewhere } from '../../electron/service/practice/platform/elsewhere.ts';
import type { Holding, Holdings } from '../../electron/service/practice/platform/holdings.ts';
import type { SettlementRecord } from '../../shared/contract/settlements.ts';

/** What the practice platform of this application holds under our id of the settlement. */
export async function holdingsOf(userDataFolder: string, settlementId: string): Promise<readonly Holding[]> {
  const url = new URL('/holdings', await platformAddress(userDataFolder));
  url.searchParams.set('ourSettlementId', settlementId);
  const response = await fetch(url);
  return ((await response.json()) as Holdings).settlements;
}

/** From now on the centre lets one payer pay so much more for that admission, and the patient so much less. */
export async function reckonOtherwise(
  userDataFolder: string,
  difference: {
    readonly admissionNumber: string;
    readonly field: ChangeableField;
    readonly moreFen: number;
  },
): Promise<void> {
  const url = new URL('/other-amounts', await platformAddress(userDataFolder));
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(difference) });
  if (!response.ok) throw new Error('the practice platform does not reckon otherwise');
}

/** From now on the platform knows of a stay in another hospital. */
export async function settledElsewhere(userDataFolder: string, settled: SettledElsewhere): Promise<void> {
  const url = new URL('/settled-elsewhere', await platformAddress(userDataFolder));
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(settled) });
  if (!response.ok) throw new Error('the practice platform did not take what was settled elsewhere');
}

/** Lays a card of the practice pile on the practice reader; the next reading reads it. */
export async function layCard(userDataFolder: string, idNumber: string): Promise<void> {
  const url = new URL(`/reader/put?idNumber=${idNumber}`, await platformAddress(userDataFolder));
  if (!(await fetch(url)).ok) throw new Error('no card of the practice pile has that number');
}

/** The platform takes a free port at every start and main notes it in its log. */
async function platformAddress(userDataFolder: string): Promise<string> {
  const log = await readFile(join(userDataFolder, 'logs', 'main.log'), 'utf8');
  const address = [...log.matchAll(/listening on (http:\/\/127\.0\.0\.1:\d+)/g)].at(-1)?.[1];
  if (address === undefined) throw new Error('the practice platform is not running');
  return address;
}

/** What of the settlement the platform does not hold exactly so; empty when both agree to the fen. */
export function disagreements(settlement: SettlementRecord, held: readonly Holding[]): string[] {
  const [holding] = held;
  if (holding === undefined || held.length !== 1) return [`the platform holds ${held.length} of it`];
  const pairs: readonly (readonly [string, number | string | null, number | string | null])[] = [
    ['number', settlement.upload.platformSettlementId, holding.settlementNumber],
    ['totalFen', settlement.cost.totalFen, holding.totalFen],
    ['ownExpenseFen', settlement.cost.ownExpenseFen, holding.ownExpenseFen],
    ['overLimitFen', settlement.cost.overLimitFen, holding.overLimitFen],
    ['preSelfPayFen', settlement.cost.preSelfPayFen, holding.preSelfPayFen],
    ['inScopeFen', settlement.cost.inScopeFen, holding.inScopeFen],
    ['personalFen', settlement.personalFen, holding.personalFen],
    ...settlement.layers.map(
      ({ layer, payFen }) =>
        [layer, payFen, holding.layers.find((theirs) => theirs.layer === layer)?.payFen ?? 0] as const,
    ),
  ];
  return pairs
    .filter(([, ours, theirs]) => ours !== theirs)
    .map(([what, ours, theirs]) => `${what}: here ${ours}, at the platform ${theirs}`);
}
