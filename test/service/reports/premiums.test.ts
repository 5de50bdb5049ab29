import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { premiumPeople } from '../../../electron/service/reports/premium-people.ts';
import { readPremiums } from '../../../electron/service/reports/premiums.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { premiumPersonSchema, premiumReportSchema } from '../../../shared/contract/reports.ts';
import { addPerson, day, type TestEligibility } from '../harness/patient.ts';
import { Month } from './month.ts';

const at = new Month();
const read = async (on = '2020-03-10') => premiumReportSchema.parse(await readPremiums(at.context, day(on)));

const holds = (category: TestEligibility['category'], endsOn: string | null = null) => ({
  category,
  beginsOn: '2019-01-01',
  endsOn,
});

describe('premium subsidies', () => {
  it('are what the policy grants to each of the roster, each counted once under what grants most', async () => {
    addPerson(at.hospital);
    addPerson(at.hospital, { eligibilities: [holds('registered_poor'), holds('orphan')] });
    addPerson(at.hospital, { eligibilities: [holds('orphan')] });
    addPerson(at.hospital, { eligibilities: [holds('low_income')] });
    const { rows, peopleCount, subsidisedCount, sumFen } = await read();
    expect([peopleCount, subsidisedCount, sumFen]).toEqual([4, 3, 62_500]);
    expect(rows).toEqual([
      {
        title: '孤儿',
        subsidyFen: 25_000,
        premiumFen: 25_000,
        source: '随县卫发〔2020〕1号 三·一定',
        peopleCount: 2,
        sumFen: 50_000,
      },
      expect.objectContaining({ title: '建档立卡', subsidyFen: 12_500, peopleCount: 1, sumFen: 12_500 }),
    ]);
    const all = await premiumPeople(at.context, { day: day('2020-03-10'), row: null });
    expect(z.array(premiumPersonSchema).parse(all.rows)).toHaveLength(3);
    for (const { title, subsidyFen, source, peopleCount } of rows) {
      const row = { title, subsidyFen, source };
      const behind = await premiumPeople(at.context, { day: day('2020-03-10'), row });
      expect(behind).toMatchObject({ isCut: false });
      expect(behind.rows.map((one) => one.subsidyFen)).toEqual(
        Array.from({ length: peopleCount }, () => subsidyFen),
      );
    }
    expect(all.rows.map(({ eligibilities }) => eligibilities)).toContain('孤儿＋建档立卡');
  });

  it('are of the day: what has ended grants nothing, and the newest roster counts', async () => {
    const personId = addPerson(at.hospital, { eligibilities: [holds('orphan', '2020-03-09')] });
    expect((await read('2020-03-09')).subsidisedCount).toBe(1);
    expect((await read()).subsidisedCount).toBe(0);
    at.moveTo(personId, '新镇');
    expect(await read()).toMatchObject({ peopleCount: 1, subsidisedCount: 1, sumFen: 12_500 });
  });

  it('come from the county’s table where no policy says them', async () => {
    const region = '429913';
    addPerson(at.hospital, { region, eligibilities: [holds('low_income'), holds('disabled')] });
    expect((await read()).subsidisedCount).toBe(0);
    const premiumTable = {
      document: '县医保〔2020〕2号',
      rows: [
        { category: 'low_income', subsidyFen: 10_000 as Fen },
        { category: 'disabled', subsidyFen: 20_000 as Fen },
      ] as const,
    };
    writeSetting(
      at.context,
      undefined,
      'premiumTable',
      { ...premiumTable, rows: [...premiumTable.rows] },
      day('2020-01-01'),
    );
    expect((await read()).rows).toEqual([
      {
        title: '丧失劳动能力残疾',
        subsidyFen: 20_000,
        premiumFen: null,
        source: '县医保〔2020〕2号',
        peopleCount: 1,
        sumFen: 20_000,
      },
    ]);
  });
});
