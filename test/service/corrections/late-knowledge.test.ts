import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listAffected } from '../../../electron/service/corrections/affected.ts';
import { readDifferences } from '../../../electron/service/corrections/differences.ts';
import { recordSnapshot } from '../../../electron/service/settlements/year-snapshot.ts';
import { readYearState } from '../../../electron/service/settlements/year-state.ts';
import { affectedSchema, differencesSchema } from '../../../shared/contract/corrections.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import {
  addFees,
  addPatient,
  addStay,
  putSuixianIntoForce,
  registeredPoor,
  settle,
} from '../harness/patient.ts';
import { chainRequest, importAgain, previewChain, rowsOf, run } from './late.ts';

let hospital: TestHospital;

beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterEach(() => hospital.close());

const differences = (personId: string) => readDifferences(hospital.context, personId);

function twoStays(eligibilities = [registeredPoor]) {
  const { personId, stayId } = addPatient(hospital, { eligibilities });
  const asOrdinary = eligibilities.length === 0;
  const first = settle(hospital, stayId, asOrdinary);
  const later = addStay(hospital, personId);
  addFees(hospital, later, { inScope: 12_345.67 });
  return { personId, first, second: settle(hospital, later, asOrdinary) };
}

describe('late knowledge', () => {
  it('of nothing new shows no difference', () => {
    const { personId } = twoStays();
    const none = differences(personId);
    expect(differencesSchema.parse(none)).toEqual(none);
    expect(none).toMatchObject({ because: [], settlements: [], snapshot: null });
    expect(none.personal).toEqual({ beforeFen: 0, afterFen: 0, differenceFen: 0 });
    importAgain(hospital, personId, [registeredPoor]);
    expect(differences(personId)).toMatchObject({ because: [], settlements: [] });
    expect(listAffected(hospital.context).persons).toEqual([]);
  });

  it('of a roster shows every layer that would differ, changes nothing, and the chain brings exactly that about', async () => {
    const { personId, first } = twoStays([]);
    importAgain(hospital, personId, [registeredPoor]);
    const before = rowsOf(hospital);
    const shown = differences(personId);
    expect(differencesSchema.parse(shown)).toEqual(shown);
    expect(rowsOf(hospital)).toEqual(before);
    expect(shown.because).toEqual(['roster']);
    expect(shown.settlements).toHaveLength(2);
    expect(shown.settlements[0]).toMatchObject({
      settlementId: first.settlementId,
      eligibilitiesBefore: [],
      eligibilitiesAfter: ['registered_poor'],
      personal: { beforeFen: first.personalFen, afterFen: 500_000 },
      refusal: null,
    });
    for (const { layers, personal } of shown.settlements) {
      expect(
        layers.reduce<number>((sum, { differenceFen }) => sum + differenceFen, personal.differenceFen),
      ).toBe(0);
    }
    const preview = previewChain(hospital, { settlementId: first.settlementId, resettleFirst: true });
    expect(preview.steps.map(({ layers, personal }) => ({ layers, personal }))).toEqual(
      shown.settlements.map(({ layers, personal }) => ({ layers, personal })),
    );
    await run(hospital, chainRequest(hospital, preview));
    expect(differences(personId)).toMatchObject({ because: [], settlements: [] });
  });

  it('counts by the settlement day: an eligibility that ended before it counts no more, one after it changes nothing', () => {
    const { personId } = twoStays();
    importAgain(hospital, personId, [{ ...registeredPoor, endsOn: '2020-03-10' }]);
    expect(differences(personId).settlements).toEqual([]);
    importAgain(hospital, personId, [{ ...registeredPoor, endsOn: '2020-03-09' }]);
    const [first] = differences(personId).settlements;
    expect(first).toMatchObject({ eligibilitiesBefore: ['registered_poor'], eligibilitiesAfter: [] });
    expect(first!.personal.differenceFen).toBeGreaterThan(0);
  });

  it('of another hospital moves what stands on the year, and says that it was not the roster', () => {
    const { personId, first, second } = twoStays();
    const { context } = hospital;
    const elsewhereFen = 2_000_000 as Fen;
    const ours = readYearState(context, personId, 'resident', 2020);
    recordSnapshot(context, undefined, {
      personId,
      insurance: 'resident',
      year: 2020,
      asOf: context.clock.now().toISOString(),
      source: '县平台 5206',
      amounts: {
        ...ours,
        criticalIllnessBurdenFen: (ours.criticalIllnessBurdenFen + elsewhereFen) as Fen,
        stays: ours.stays + 1,
      },
      contains: [first.settlementId, second.settlementId],
    });
    const shown = differences(personId);
    expect(shown).toMatchObject({ because: ['elsewhere'], snapshot: { source: '县平台 5206' } });
    const layers = new Map(shown.settlements[0]!.layers.map((change) => [change.layer, change]));
    // 5,000 of the deductible was borne elsewhere, and the burden lies higher in the bands.
    expect(layers.get('critical_illness')!.differenceFen).toBeGreaterThan(0);
    const preview = previewChain(hospital, { settlementId: first.settlementId, resettleFirst: true });
    expect(preview.layers).toEqual(shown.layers);
    expect(readYearState(context, personId, 'resident', 2020).stays).toBe(3);
  });

  it('names each cause that would make a difference by itself', () => {
    const { personId, first, second } = twoStays();
    const { context } = hospital;
    importAgain(hospital, personId, []);
    const amounts = readYearState(context, personId, 'resident', 2020);
    const contains = [first.settlementId, second.settlementId];
    const at = { personId, insurance: 'resident', year: 2020, asOf: context.clock.now().toISOString() };
    recordSnapshot(context, undefined, { ...at, source: '5206', amounts, contains });
    // A platform that knows of nothing but ours is no cause.
    expect(differences(personId).because).toEqual(['roster']);
    recordSnapshot(context, undefined, { ...at, source: '5206', amounts, contains: [] });
    expect(differences(personId).because).toEqual(['roster', 'elsewhere']);
  });
});

describe('who is affected by the newest roster', () => {
  it('is whoever has a settlement of this year that would differ, and nobody else', () => {
    const nothing = { beforeFen: 0, afterFen: 0, differenceFen: 0 };
    expect(listAffected(hospital.context)).toEqual({
      roster: null,
      persons: [],
      more: false,
      layers: [],
      personal: nothing,
    });
    const touched = twoStays([]);
    const other = twoStays([]);
    importAgain(hospital, other.personId, [registeredPoor]);
    expect(listAffected(hospital.context).persons.map(({ personId }) => personId)).toEqual([other.personId]);
    importAgain(hospital, touched.personId, [registeredPoor]);
    const listed = listAffected(hospital.context);
    expect(affectedSchema.parse(listed)).toEqual(listed);
    // The newest roster names the one alone.
    expect(listed).toMatchObject({
      roster: { fileName: '更正.csv' },
      more: false,
      persons: [
        {
          personId: touched.personId,
          maskedIdNumber: expect.stringMatching(/^4299\*\* \*{8} \*\*\w\w$/) as string,
          settlementCount: 2,
          firstSettlementId: touched.first.settlementId,
          personal: differences(touched.personId).personal,
        },
      ],
    });
    expect(listed.persons).toHaveLength(1);
    const { personal, layers } = differences(touched.personId);
    expect(listed).toMatchObject({ personal, layers });
    hospital.clock.set('2021-03-10T02:00:00.000Z');
    expect(listAffected(hospital.context).persons).toEqual([]);
  });

  it('goes by the settlement day', () => {
    const { personId } = twoStays();
    importAgain(hospital, personId, [{ ...registeredPoor, endsOn: '2020-03-10' }]);
    expect(listAffected(hospital.context).persons).toEqual([]);
    importAgain(hospital, personId, [{ ...registeredPoor, endsOn: '2020-03-09' }]);
    expect(listAffected(hospital.context).persons).toHaveLength(1);
    importAgain(hospital, personId, [{ ...registeredPoor, beginsOn: '2020-03-11' }]);
    expect(listAffected(hospital.context).persons).toHaveLength(1);
  });
});
