import { type Fen, fen, zeroFen } from '../../shared/money/fen.ts';

/** One bar of the picture from the total down to the patient. A bar starts where the one above it ended. */
export interface Bar {
  readonly key: string;
  readonly title: string;
  readonly role: 'total' | 'payer' | 'patient';
  readonly startFen: Fen;
  readonly amountFen: Fen;
}

interface Settled {
  readonly cost: { readonly totalFen: Fen };
  readonly layers: readonly {
    readonly layer: string;
    readonly kind: string | null;
    readonly title: string;
    readonly payFen: Fen;
  }[];
  readonly personalFen: Fen;
}

/** The bars in the order of payment. The payers' and the patient's bars together are exactly as long as the total's. */
export function waterfallOf(settled: Settled): readonly Bar[] {
  const bars: Bar[] = [
    { key: 'total', title: '总费用', role: 'total', startFen: zeroFen, amountFen: settled.cost.totalFen },
  ];
  let startFen = zeroFen;
  const add = (key: string, title: string, role: Bar['role'], amountFen: Fen) => {
    bars.push({ key, title, role, startFen, amountFen });
    startFen = fen(startFen + amountFen);
  };
  for (const { layer, kind, title, payFen } of settled.layers) {
    add(kind === null ? layer : `${layer}.${kind}`, title, 'payer', payFen);
  }
  add('patient', '个人应付', 'patient', settled.personalFen);
  return bars;
}

/** Where a bar lies on a scale of the whole width, in percent; a reversal's negative bars lie like those it reverses. */
export function extentOf(
  bar: Bar,
  totalFen: Fen,
): { readonly leftPercent: number; readonly widthPercent: number } {
  if (totalFen === 0) return { leftPercent: 0, widthPercent: 0 };
  return {
    leftPercent: (bar.startFen / totalFen) * 100,
    widthPercent: (bar.amountFen / totalFen) * 100,
  };
}
