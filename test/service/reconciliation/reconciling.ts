import { readRun } from '../../../electron/service/reconciliation/read.ts';
import { runReconciliation } from '../../../electron/service/reconciliation/run.ts';
import { takeInFile } from '../../../electron/service/reconciliation/take-in.ts';
import type { Run } from '../../../shared/contract/reconciliation.ts';
import type { StatementSide } from '../../../shared/contract/statement.ts';
import type { TestHospital } from '../harness/hospital.ts';
import { day } from '../harness/patient.ts';
import { type Made, writeStatement } from './month.ts';

export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Takes a statement in from a file and gives its id. */
export async function takeIn(hospital: TestHospital, side: StatementSide, text: string): Promise<string> {
  const filePath = writeStatement(hospital, `${side}.csv`, text);
  const sourceName = side === 'centre' ? '县医保中心' : '收费系统';
  const actor = hospital.actor('finance');
  return (await takeInFile(hospital.context, actor, { side, sourceName, filePath })).statementId;
}

/** A run of the span with the texts of one statement or both. */
export async function reconcile(
  hospital: TestHospital,
  { from, to }: Span,
  texts: Partial<Record<StatementSide, string>>,
): Promise<Run> {
  const { context } = hospital;
  const idOf = async (side: StatementSide): Promise<string | null> => {
    const text = texts[side];
    return text === undefined ? null : takeIn(hospital, side, text);
  };
  const { runId } = await runReconciliation(context, hospital.actor('finance'), {
    requestId: context.newId(),
    from: day(from),
    to: day(to),
    centreStatementId: await idOf('centre'),
    hospitalStatementId: await idOf('hospital'),
    isUnitConfirmed: false,
  });
  return readRun(context, runId, { side: null, kind: null });
}

/** A settlement of 1,000.00 that the centre has by its number. */
export function settled(place: number, other: Partial<Made> = {}): Made {
  return {
    admission: `ZY${place}`,
    stayNumber: `M${place}`,
    slip: `JS${place}`,
    number: `S${place}`,
    day: '2020-03-10',
    kind: 'final',
    reverses: null,
    basic: 80_000,
    critical: 0,
    waiver: 0,
    personal: 20_000,
    upload: 'done',
    ...other,
  };
}

/** What takes it back, all of it below nothing. */
export function reversalOf(one: Made, other: Partial<Made> = {}): Made {
  return {
    ...one,
    slip: `${one.slip}-C`,
    number: `${one.number ?? ''}-C`,
    kind: 'reversal',
    reverses: one,
    basic: -one.basic,
    critical: 0 - one.critical,
    waiver: 0 - one.waiver,
    personal: -one.personal,
    ...other,
  };
}
