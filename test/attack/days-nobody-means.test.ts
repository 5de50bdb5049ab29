import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { requests } from '../../shared/contract/contract.ts';
import { hostRequests } from '../../shared/contract/host.ts';
import { roles } from '../../shared/contract/request.ts';
import { dayNobodyMeans, localDateSchema } from '../../shared/contract/values.ts';
import { openTestHospital, type TestHospital } from '../service/harness/hospital.ts';
import { fitting } from './fuzzed-inputs.ts';
import { ask, signInEveryRole, windowOf } from './signed-in.ts';

/* Days of other millennia and days that no calendar has, in every field of every request that takes a day. */

const absurd = ['9999-12-31', '2300-01-01', '1799-12-31', '0001-01-01', '0000-01-01', '2021-02-29'];
const known = { of: () => undefined, ids: ['01890000-0000-7000-8000-000000000000'], days: absurd };

/** Every request with a day in it, with inputs that would fit but for the day. */
const withDays = Object.entries({ ...requests, ...hostRequests })
  .filter(([, { input }]) => JSON.stringify(schemaOf(input)).includes('"format":"date"'))
  .map(([name, { input }]) => {
    const made = fc.sample(fitting(input, known), { numRuns: 60, seed: 1 });
    return { name, input, inputs: made.filter((value) => holdsDay(value)) };
  });

function schemaOf(input: z.ZodType): unknown {
  return z.toJSONSchema(input, { unrepresentable: 'any', io: 'input' });
}

function holdsDay(value: unknown): boolean {
  if (typeof value === 'string') return absurd.includes(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsDay);
}

let hospital: TestHospital;
beforeAll(async () => {
  hospital = openTestHospital();
  await signInEveryRole(hospital);
});
afterAll(() => hospital.close());

describe('a day that nobody means', () => {
  it.each(withDays)('is refused by what $name takes', ({ input, inputs }) => {
    expect(inputs.length).toBeGreaterThan(0);
    for (const value of inputs) {
      const parsed = input.safeParse(value);
      expect([value, JSON.stringify(parsed.error?.issues ?? [])]).toEqual([
        value,
        expect.stringContaining(dayNobodyMeans),
      ]);
    }
  });

  it('is refused where the other days of a life are not', () => {
    for (const day of absurd) expect([day, localDateSchema.safeParse(day).success]).toEqual([day, false]);
    for (const day of ['1800-01-01', '1930-05-06', '2020-02-29', '2299-12-31']) {
      expect(localDateSchema.safeParse(day)).toMatchObject({ success: true, data: day });
    }
  });

  it('keeps somebody unknown from being admitted, with a sentence that says what is wrong, and nothing is kept', async () => {
    const input = {
      requestId: hospital.context.newId(),
      sex: 'male',
      ageYears: 50,
      description: '昏迷，无人陪同',
      broughtBy: '120',
      admissionNumber: 'JZ001',
      department: '急诊科',
      bed: null,
      diagnoses: [{ code: 'I63.9', name: '脑梗死' }],
    };
    const rows = () => hospital.context.database.prepare('SELECT count(*) FROM person').pluck().get();
    const before = rows();
    for (const admittedOn of absurd) {
      const asked = { windowId: windowOf('clerk'), name: 'emergency.admit', input: { ...input, admittedOn } };
      expect(await ask(hospital, asked)).toMatchObject({
        ok: false,
        error: {
          code: 'date_not_plausible',
          sentence: expect.stringContaining('年份不在 1800 到 2299 之间') as string,
        },
      });
    }
    expect(rows()).toBe(before);
  });

  it('is told so by the service wherever the rest of the input fits', async () => {
    let told = 0;
    for (const { name, inputs } of withDays.filter(({ name: each }) => !Object.hasOwn(hostRequests, each))) {
      for (const input of inputs.slice(0, 2)) {
        for (const role of roles) {
          const answered = await ask(hospital, { windowId: windowOf(role), name, input });
          const code = answered.ok ? 'let through' : answered.error.code;
          expect([name, code]).not.toEqual([name, 'let through']);
          expect([name, code]).not.toEqual([name, 'internal_error']);
          if (code === 'date_not_plausible') told += 1;
        }
      }
    }
    expect(told).toBeGreaterThan(withDays.length);
  });
});
