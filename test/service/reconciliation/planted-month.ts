import { type Line, lineOf, type Made, type Planted, total } from './month.ts';
import { reversalOf } from './reconciling.ts';

/** A month and a statement with differences of every kind in it, and much that is none. */
export interface PlantedMonth {
  readonly made: readonly Made[];
  readonly lines: readonly Line[];
  readonly planted: readonly Planted[];
  /** Settled and taken back before anybody heard of it: on both sides nothing to explain. */
  readonly nettedLines: number;
}

export const month = { from: '2020-03-01', to: '2020-04-01' };

/** A day with settlements of which the statement has no line. */
export const missingDay = '2020-03-30';

/** Deterministic: which stay is planted with what is its place alone. The sorts of differences take turns. */
export function plantedMonth(count: number, plantedCount: number): PlantedMonth {
  const made: Made[] = [];
  const lines: Line[] = [];
  const planted: Planted[] = [];
  let place = 0;
  let nettedLines = 0;

  const next = (other: Partial<Made> = {}): Made => {
    place += 1;
    const day = `2020-03-${String(2 + (place % 28)).padStart(2, '0')}`;
    const one: Made = {
      admission: `ZY${place}`,
      stayNumber: `M${String(place).padStart(10, '0')}`,
      slip: `JS2020-${String(place).padStart(6, '0')}`,
      number: `S${String(place).padStart(10, '0')}`,
      day,
      kind: 'final',
      reverses: null,
      // Only a few amounts: many settlements are equal.
      basic: 100_000 + (place % 7) * 10_000,
      critical: (place % 3) * 5000,
      waiver: place % 11 === 0 ? 100 : 0,
      personal: 20_000,
      upload: 'done',
      ...other,
    };
    made.push(one);
    return one;
  };
  const takenBack = (one: Made, other: Partial<Made> = {}): Made => {
    const reversal = reversalOf(one, other);
    made.push(reversal);
    return reversal;
  };
  const list = (line: Line): void => void lines.push(line);
  const plant = (kind: Planted['kind'], cause: Planted['cause'], { admission }: Made, gapFen: number): void =>
    void planted.push({ kind, cause, admission, gapFen });

  const plantings: (() => void)[] = [
    () => {
      const one = next();
      const line = lineOf(one);
      list({ ...line, fund: line.fund + 2, basic: line.basic + 2 });
      plant('amount', 'rounding', one, 0);
    },
    () => {
      const one = next({ critical: 10_000 });
      const line = lineOf(one);
      list({ ...line, fund: line.fund - 6100, critical: line.critical - 6100 });
      plant('amount', 'reckoned_otherwise', one, 0);
    },
    () => {
      const one = next();
      const line = lineOf(one);
      list({ ...line, total: line.total - 6100, fund: line.fund - 6100, basic: line.basic - 6100 });
      plant('amount', 'reckoned_otherwise', one, -6100);
    },
    () => {
      const one = next({ number: null, upload: 'pending' });
      plant('only_here', 'not_sent', one, -total(one));
    },
    () => {
      const one = next({ number: null, upload: 'dead' });
      plant('only_here', 'refused', one, -total(one));
    },
    () => {
      const one = next({ day: '2020-03-12' });
      plant('only_here', 'cancelled_at_centre', one, -total(one));
    },
    () => {
      const one = next({ day: '2020-03-31' });
      plant('only_here', 'perhaps_other_day', one, -total(one));
    },
    () => {
      const one = next({ day: missingDay });
      plant('only_here', 'day_missing', one, -total(one));
    },
    () => {
      const one = next({ day: '2020-03-31' });
      list({ ...lineOf(one), day: '2020-04-01' });
      plant('only_here', 'other_day', one, -total(one));
    },
    () => {
      const one = next({ day: '2020-02-29' });
      list({ ...lineOf(one), day: '2020-03-01' });
      plant('only_there', 'other_day', one, total(one));
    },
    () => {
      // The stay is ours, and nothing was settled of it here.
      const one = next();
      made.pop();
      const other = next({
        admission: `${one.admission}X`,
        number: `${one.number ?? ''}X`,
        stayNumber: `${one.stayNumber}X`,
      });
      list(lineOf(other));
      list({
        ...lineOf(one),
        admission: other.admission,
        stayNumber: other.stayNumber,
        total: 77_700 + place,
      });
      plant('only_there', 'answer_lost', other, 77_700 + place);
    },
    () => {
      const one = next({ number: null, upload: 'unknown' });
      list(lineOf(one, `S-lost-${place}`));
      plant('unconfirmed', 'answer_lost', one, 0);
    },
    () => {
      const one = next();
      list(lineOf(one));
      list(lineOf(one, `S-again-${place}`));
      plant('twice', 'submitted_twice', one, total(one));
    },
    () => {
      const one = next();
      list(lineOf(one));
      list(lineOf(one));
      plant('twice', 'repeated_line', one, total(one));
    },
    () => {
      const one = next();
      list(lineOf(one));
      const { total: held, fund, basic, critical, ...line } = lineOf(one, `S-gone-${place}`);
      list({ ...line, total: -held, fund: -fund, basic: -basic, critical: 0 - critical });
      plant('reversed', 'cancelled_at_centre', one, -total(one));
    },
    () => {
      const one = next();
      list(lineOf(one));
      takenBack(one, { number: null, upload: 'pending' });
      plant('reversed', 'not_sent', one, total(one));
    },
    () => {
      const one = next();
      made.pop();
      list(lineOf(one));
      plant('unknown', 'not_ours', one, total(one));
    },
  ];
  const innocent: (() => void)[] = [
    () => list(lineOf(next())),
    // The last day has lines as well.
    () => list(lineOf(next({ day: '2020-03-31' }))),
    () => {
      // A reversal that both have.
      const one = next();
      list(lineOf(one));
      list(lineOf(takenBack(one)));
    },
    () => {
      // Settled and taken back before the upload.
      const one = next({ number: null, upload: 'pending' });
      takenBack(one, { number: null, upload: 'pending' });
    },
    () => {
      // Two interim parts of one stay with equal amounts.
      const one = next({ kind: 'interim' });
      const other = next({ ...one, slip: `${one.slip}-2`, number: `${one.number ?? ''}-2` });
      list(lineOf(other));
      list(lineOf(one));
    },
    () => {
      // After midnight there, before it here, within the month.
      const one = next({ day: '2020-03-15' });
      list({ ...lineOf(one), day: '2020-03-16' });
    },
    () => {
      // The centre settled and cancelled something of its own.
      const one = next();
      made.pop();
      list(lineOf(one, `S-own-${place}`));
      const { total: held, fund, basic, critical, ...line } = lineOf(one, `S-own-${place}-C`);
      list({ ...line, total: -held, fund: -fund, basic: -basic, critical: 0 - critical });
      nettedLines += 2;
    },
    () =>
      list({
        ...lineOf(next({ number: `S-nothing-${place}`, basic: 0, critical: 0, personal: 0, waiver: 0 })),
      }),
  ];
  while (planted.length < plantedCount) plantings[planted.length % plantings.length]?.();
  for (const act of innocent.slice(1)) for (let round = 0; round < 5; round += 1) act();
  while (made.length < count) innocent[0]?.();
  return { made, lines, planted, nettedLines };
}
