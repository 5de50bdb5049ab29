import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSettlement } from '../../../electron/service/settlements/record.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { chainPreviewSchema } from '../../../shared/contract/corrections.ts';
import type { SettlementRecord } from '../../../shared/contract/settlements.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { putSuixianIntoForce, registeredPoor } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { importAgain, previewChain, rowsOf } from './late.ts';
import { inScope, rightFromTheStart, settledStays } from './three-stays.ts';

let hospital: TestHospital;

beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterEach(() => hospital.close());

const pays = ({ layers, personalFen }: SettlementRecord) => [
  ...layers.map(({ payFen }) => payFen),
  personalFen,
];

describe('the preview of a chain', () => {
  it('shows each settlement and layer before and after, and writes nothing', () => {
    const { settlements } = settledStays(hospital, inScope);
    const before = rowsOf(hospital);
    const preview = previewChain(hospital, { settlementId: settlements[0]!.settlementId });
    expect(chainPreviewSchema.parse(preview)).toEqual(preview);
    expect(rowsOf(hospital)).toEqual(before);
    expect(hospital.context.database.inTransaction).toBe(false);
    expect(preview.steps.map(({ slipNumber }) => slipNumber)).toEqual(
      settlements.map(({ slipNumber }) => slipNumber),
    );
    const right = rightFromTheStart(inScope.slice(1), (other) =>
      ['20200310-0001', '20200310-0002'].map((slipNumber) =>
        pays(
          readSettlement(
            other.context,
            other.context.database
              .prepare('SELECT id FROM settlement WHERE slip_number = ?')
              .pluck()
              .get(slipNumber) as string,
          ),
        ).filter((payFen) => payFen !== 0),
      ),
    );
    const after = preview.steps
      .slice(1)
      .map(({ layers, personal }) =>
        [...layers.map(({ afterFen }) => afterFen), personal.afterFen].filter((payFen) => payFen !== 0),
      );
    expect(after).toEqual(right);
    expect(preview.steps[0]).toMatchObject({
      settledAgain: false,
      total: { beforeFen: 6_000_000, afterFen: 0, differenceFen: -6_000_000 },
      personal: { beforeFen: 500_000, afterFen: 0 },
    });
    for (const { total, layers, personal } of preview.steps) {
      for (const when of ['beforeFen', 'afterFen', 'differenceFen'] as const) {
        expect(layers.reduce<number>((sum, change) => sum + change[when], personal[when])).toBe(total[when]);
      }
    }
  });

  it('is the same as long as nothing changes, and another with or without the first', () => {
    const { settlements } = settledStays(hospital, inScope);
    const [{ settlementId }] = settlements as [SettlementRecord];
    const preview = previewChain(hospital, { settlementId });
    expect(previewChain(hospital, { settlementId })).toEqual(preview);
    const again = previewChain(hospital, { settlementId, resettleFirst: true });
    expect(again.previewHash).not.toBe(preview.previewHash);
    expect(again.patient).toMatchObject({ refundFen: 0, dueFen: 0 });
    const differences = again.steps.flatMap(({ layers, personal, total }) => [...layers, personal, total]);
    expect(differences.filter(({ differenceFen }) => differenceFen !== 0)).toEqual([]);
  });

  it('of another year, of nothing, of a reversal, or of more than fifty is refused', async () => {
    const { settlements } = settledStays(hospital, [100, 100]);
    const [first, last] = settlements as [SettlementRecord, SettlementRecord];
    const preview = (settlementId: string) => refusalCode(() => previewChain(hospital, { settlementId }));
    expect(await preview(hospital.context.newId())).toBe('settlement_unknown');
    const second = { login: 'finance', password: testPassword };
    const requestId = hospital.context.newId();
    const { settlementId } = last;
    const reversal = { requestId, settlementId, reason: '录错', secondPerson: second };
    const reversed = await reverseSettlement(hospital.context, hospital.actor('clerk'), reversal);
    expect(await preview(reversed.settlementId)).toBe('settlement_is_reversal');
    expect(await preview(settlementId)).toBe('settlement_already_reversed');
    hospital.clock.set('2021-01-02T02:00:00.000Z');
    expect(await preview(first.settlementId)).toBe('chain_other_year');
    hospital.clock.set('2020-03-10T02:00:00.000Z');
    const long = settledStays(
      hospital,
      Array.from({ length: 51 }, () => 100),
    );
    expect(await preview(long.settlements[0]!.settlementId)).toBe('chain_too_long');
    expect(await preview(long.settlements[1]!.settlementId)).toBe('not refused');
  });

  it('settles by what counts today: an eligibility that ended asks for the choice of an ordinary settlement', async () => {
    const { personId, settlements } = settledStays(hospital, inScope);
    importAgain(hospital, personId, [{ ...registeredPoor, endsOn: '2020-02-29' }]);
    const { settlementId } = settlements[0]!;
    await expect(async () => previewChain(hospital, { settlementId })).rejects.toThrow(
      settlements[1]!.slipNumber,
    );
    expect(await refusalCode(() => previewChain(hospital, { settlementId }))).toBe('eligibility_ended');
    const preview = previewChain(hospital, { settlementId, asOrdinary: true, resettleFirst: true });
    expect(preview.steps.map(({ eligibilitiesAfter }) => eligibilitiesAfter)).toEqual([[], [], []]);
    expect(preview.patient.dueFen).toBe(preview.personal.differenceFen);
    expect(preview.patient.dueFen).toBeGreaterThan(0);
  });
});
