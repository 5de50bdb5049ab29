import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftLimits, draftRequests } from '../../../shared/contract/drafts.ts';
import { keepDraft, readDrafts } from '../../../electron/service/drafts/drafts.ts';
import { signIn, signOut } from '../../../electron/service/staff/sign-in.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';

let hospital: TestHospital;
beforeEach(async () => {
  hospital = openTestHospital();
  await signIn(hospital.context, 1, { login: 'clerk', password: testPassword });
});
afterEach(() => hospital.close());

const keep = (name: string, text: string | null) => keepDraft(hospital.context, 1, name, text);
const kept = (windowId = 1) => Object.fromEntries(readDrafts(hospital.context, windowId));

describe('what was begun at a window', () => {
  it('is there again for the same session, the newest of each name', () => {
    keep('stay', '{"bed":"7床"}');
    keep('stay', '{"bed":"8床"}');
    keep('desk', '{}');
    expect(kept()).toEqual({ stay: '{"bed":"8床"}', desk: '{}' });
  });

  it('is gone when it was sent', () => {
    keep('stay', '{}');
    keep('stay', null);
    expect(kept()).toEqual({});
  });

  it('is gone with the session, also for the same account, and is nobody else’s', async () => {
    keep('stay', '{"bed":"7床"}');
    await signIn(hospital.context, 2, { login: 'cashier_lead', password: testPassword });
    expect(kept(2)).toEqual({});
    signOut(hospital.context, 1);
    expect(kept()).toEqual({});
    await signIn(hospital.context, 1, { login: 'clerk', password: testPassword });
    expect(kept()).toEqual({});
  });

  it('is not kept where nobody is signed in', () => {
    keepDraft(hospital.context, 9, 'stay', '{}');
    expect(kept(9)).toEqual({});
  });

  it('has a limit: what was left alone longest goes first', () => {
    for (let each = 0; each < draftLimits.count; each += 1) keep(`form${each}`, 'old');
    keep('form0', 'touched');
    keep('onemore', 'new');
    expect(Object.keys(kept())).toHaveLength(draftLimits.count);
    expect(kept()).not.toHaveProperty('form1');
    expect(kept()).toMatchObject({ form0: 'touched', onemore: 'new' });
  });

  it('never lies on the disk', () => {
    keep('stay', 'half-typed-illness');
    const tables = hospital.context.database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
      .pluck()
      .all() as string[];
    for (const table of tables) {
      const rows = hospital.context.database.prepare(`SELECT * FROM "${table}"`).all();
      expect(JSON.stringify(rows)).not.toContain('half-typed-illness');
    }
  });

  it('is refused when it is too long or has a name that is none', () => {
    const { input } = draftRequests['drafts.keep'];
    expect(input.safeParse({ name: 'stay', text: 'x'.repeat(20_001) }).success).toBe(false);
    expect(input.safeParse({ name: '__proto__', text: '{}' }).success).toBe(false);
  });
});
