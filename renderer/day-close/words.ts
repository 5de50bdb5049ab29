import { type CashCount, faceValuesFen } from '../../shared/contract/day-close.ts';
import { type Fen, fen, formatYuan } from '../../shared/money/fen.ts';

/** Typed pieces by face value; what is no number counts as none and is marked. */
export type TypedCount = Readonly<Record<number, string>>;

export function piecesOf(typed: TypedCount, faceFen: number): number | undefined {
  const text = (typed[faceFen] ?? '').normalize('NFKC').trim();
  if (text === '') return 0;
  return /^\d{1,5}$/.test(text) ? Number(text) : undefined;
}

/** Undefined where something typed is no number of pieces. */
export function countOf(typed: TypedCount): { counts: CashCount; countedFen: Fen } | undefined {
  let countedFen = 0;
  const counts: CashCount = [];
  for (const faceFen of faceValuesFen) {
    const pieces = piecesOf(typed, faceFen);
    if (pieces === undefined) return undefined;
    countedFen += pieces * faceFen;
    if (pieces > 0) counts.push({ faceFen, pieces });
  }
  return { counts, countedFen: fen(countedFen) };
}

/** 多 10.00 元, 少 10.00 元, 相符. */
export function varianceWords(varianceFen: Fen): string {
  if (varianceFen === 0) return '相符';
  return `${varianceFen > 0 ? '多' : '少'} ${formatYuan(fen(Math.abs(varianceFen)))} 元`;
}
