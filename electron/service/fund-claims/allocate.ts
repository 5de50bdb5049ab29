import { type Fen, fen, zeroFen } from '../../../shared/money/fen.ts';
import { halfUpFen, roundFraction } from '../../../shared/money/rounding.ts';

export interface Payable {
  readonly settlementId: string;
  /** Below nothing: a reversal of what was paid for before. */
  readonly openFen: Fen;
  /** What the payer refused; it is met last. */
  readonly refusedFen: Fen;
}

export interface Met {
  readonly settlementId: string;
  readonly receivedFen: Fen;
  readonly retainedFen: Fen;
}

/**
 * Money over the lines of a claim: reversals first, which add to what can be spread; then what is open in the order of the
 * lines, refused parts after everything else. What was kept back lies on each line in the proportion of the whole, rounded
 * over the sum so far, so that no fen is lost. Undefined where there is more money than is open.
 */
export function allocate(
  lines: readonly Payable[],
  { receivedFen, retainedFen }: { readonly receivedFen: Fen; readonly retainedFen: Fen },
): Met[] | undefined {
  if (receivedFen + retainedFen === 0) return [];
  const back = lines.filter(({ openFen }) => openFen < 0);
  let left = back.reduce((sum, { openFen }) => sum - openFen, receivedFen + retainedFen);
  const whole = left;
  const covered = new Map<string, number>();
  const cover = (line: Payable, mostFen: number): void => {
    const part = Math.min(left, mostFen);
    if (part <= 0) return;
    left -= part;
    covered.set(line.settlementId, (covered.get(line.settlementId) ?? 0) + part);
  };
  const owed = lines.filter(({ openFen }) => openFen > 0);
  for (const line of owed) cover(line, line.openFen - line.refusedFen);
  for (const line of owed) cover(line, line.refusedFen);
  if (left > 0) return undefined;
  let soFar = 0;
  const met = [...covered].map(([settlementId, amount]) => {
    const retained = share(retainedFen, soFar + amount, whole) - share(retainedFen, soFar, whole);
    soFar += amount;
    return { settlementId, receivedFen: fen(amount - retained), retainedFen: fen(retained) };
  });
  const given = back.map(({ settlementId, openFen }) => ({
    settlementId,
    receivedFen: openFen,
    retainedFen: zeroFen,
  }));
  return [...given, ...met];
}

function share(amount: Fen, part: number, whole: number): Fen {
  return roundFraction(BigInt(amount) * BigInt(part), BigInt(whole), halfUpFen);
}
