import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPersonCard } from '../../../electron/service/people/card.ts';
import { staySchema } from '../../../shared/contract/stays.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { day, putSuixianIntoForce } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { referral, StayAtDesk } from '../outbox/stay-at-desk.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterEach(() => hospital.close());

const count = (table: string) =>
  Number(hospital.context.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());

describe('a stay opened by mistake', () => {
  it('is kept and marked, and nothing can be done with it any more', async () => {
    const stay = new StayAtDesk(hospital);
    expect(staySchema.parse(stay.cancel()).isCancelled).toBe(true);
    const { stays } = readPersonCard(hospital.context, stay.personId);
    expect(stays).toMatchObject([{ stayId: stay.stayId, state: 'cancelled' }]);
    expect(await refusalCode(() => stay.cancel())).toBe('stay_cancelled');
    expect(await refusalCode(() => stay.change({ bed: '2床' }))).toBe('stay_cancelled');
    expect(await refusalCode(() => stay.fees())).toBe('stay_cancelled');
    expect(await refusalCode(() => stay.settle())).toBe('stay_cancelled');
  });

  it('is not cancelled while it has fees or a settlement', async () => {
    const stay = new StayAtDesk(hospital, { dischargedOn: day('2020-03-09') });
    const feeListId = await stay.fees();
    expect(await refusalCode(() => stay.cancel())).toBe('stay_has_fees');
    const settlementId = stay.settle();
    expect(await refusalCode(() => stay.cancel())).toBe('stay_already_settled');
    expect(count('stay_cancellation')).toBe(0);
    await stay.reverse(settlementId);
    stay.withdraw(feeListId);
    expect(stay.cancel().isCancelled).toBe(true);
    expect(
      hospital.context.database
        .prepare("SELECT count(*) FROM audit WHERE act = 'stays.cancel'")
        .pluck()
        .get(),
    ).toBe(1);
  });
});

describe('a referral', () => {
  it('is a fact of its own, told before the admission', () => {
    const stay = new StayAtDesk(hospital);
    expect(count('referral')).toBe(1);
    expect(stay.rows()).toEqual(['referral pending', 'admission pending']);
  });

  it('is not told where there is none, also of a patient who was sent here', () => {
    const stay = new StayAtDesk(hospital, { referral: null });
    expect(stay.rows()).toEqual(['admission pending']);
  });

  it('is refused with another place of treatment, and with days that do not hold the admission', async () => {
    const open = (change: ConstructorParameters<typeof StayAtDesk>[1]) =>
      refusalCode(() => new StayAtDesk(hospital, change));
    expect(await open({ place: 'county' })).toBe('referral_without_referred_place');
    const wrong = (change: Partial<typeof referral>) => open({ referral: { ...referral, ...change } });
    expect(await wrong({ validTo: day('2020-02-29') })).toBe('referral_not_valid');
    expect(await wrong({ validFrom: day('2020-03-02') })).toBe('referral_not_valid');
    expect(await wrong({ referredOn: day('2020-03-02') })).toBe('referral_not_valid');
    expect(['stay', 'referral', 'outbox'].map(count)).toEqual([0, 0, 0]);
  });
});
