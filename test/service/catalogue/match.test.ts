import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importCatalogue } from '../../../electron/service/catalogue/import.ts';
import { mapItem } from '../../../electron/service/catalogue/mapping.ts';
import { Matcher } from '../../../electron/service/catalogue/match.ts';
import { suggestItems } from '../../../electron/service/catalogue/suggest.ts';
import { countUnmatched, listUnmatched } from '../../../electron/service/catalogue/unmatched.ts';
import { fixture } from '../harness/fixture.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { day } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

const loadCatalogue = () =>
  importCatalogue(hospital.context, hospital.actor('information_office'), {
    filePath: fixture('catalogue', 'good.csv'),
    fromDay: day('2020-01-01'),
    leaveOutRefused: false,
  });
const match = (code: string, on = '2020-03-10') => new Matcher(hospital.context).match(code, day(on));
const map = (hospitalCode: string, catalogueCode: string | null) =>
  mapItem(hospital.context, hospital.actor('information_office'), { hospitalCode, catalogueCode });

/** An item that a fee list has brought. */
function seen(code: string, name: string, catalogueClass = 'B'): void {
  hospital.context.database
    .prepare('INSERT INTO hospital_item VALUES (?, ?, ?, ?)')
    .run(code, name, catalogueClass, hospital.clock.now().toISOString());
}

describe('an item of the hospital', () => {
  it('is matched by its code with the version and the limit of the day and the level', async () => {
    expect(match('FW01')).toEqual({ by: 'no_catalogue' });
    await loadCatalogue();
    expect(match('FW01')).toMatchObject({ by: 'code', item: { limitPrice: '35.00', unit: '日' } });
    expect(match('XY01', '2020-06-30')).toMatchObject({ item: { preSelfPayRatio: 100_000 } });
    expect(match('XY01', '2020-07-01')).toMatchObject({ item: { preSelfPayRatio: 50_000 } });
    expect(match('FW01', '2019-12-31')).toEqual({ by: 'no_catalogue' });
    expect(match('ZF09')).toEqual({ by: 'none' });
  });

  it('is matched by what a person decided, the last decision first, and only with what is in force', async () => {
    await loadCatalogue();
    seen('H001', '波立维 75mg');
    expect(match('H001')).toEqual({ by: 'none' });
    map('H001', 'XY-03');
    map('H001', 'XY-02');
    expect(match('H001')).toMatchObject({ by: 'mapping', item: { code: 'XY-02', limitPrice: '8.123456' } });
    map('H001', null);
    expect(match('H001')).toEqual({ by: 'outside' });
    expect(await refusalCode(() => map('H001', 'ZF09'))).toBe('catalogue_code_unknown');
    expect(await refusalCode(() => map('H999', 'XY-02'))).toBe('hospital_item_unknown');
  });

  it('is work to do until it is decided; what the list itself calls class C is none', async () => {
    seen('H001', '波立维 75mg');
    seen('FW01', '普通病房床位费', 'A');
    seen('ZF01', '护理垫', 'C');
    expect(countUnmatched(hospital.context)).toBeNull();
    await loadCatalogue();
    expect(countUnmatched(hospital.context)).toBe(1);
    expect(listUnmatched(hospital.context)).toMatchObject([{ code: 'H001', name: '波立维 75mg' }]);
    map('H001', 'XY-02');
    expect(listUnmatched(hospital.context)).toEqual([]);
    map('H001', null);
    expect(countUnmatched(hospital.context)).toBe(0);
  });

  it('is offered what its name is most like, whatever the brand, strength and blanks around it', async () => {
    await loadCatalogue();
    const first = (text: string) => suggestItems(hospital.context, text)[0]?.code;
    expect(first('氯吡格雷片（波立维） 75mg')).toBe('XY-02');
    expect(first('头孢哌酮钠舒巴坦钠 1.5g')).toBe('XY01');
    expect(first('床位费')).toBe('FW01');
    expect(first('XY-')).toBe('XY-02');
    expect(suggestItems(hospital.context, '核磁共振')).toEqual([]);
  });
});
