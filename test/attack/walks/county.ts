import { irregularitySearch } from '../../../electron/service/irregularities/search.ts';
import { readPerson } from '../../../electron/service/people/person.ts';
import { addPatient } from '../../service/harness/patient.ts';
import { by, settleBy } from '../../service/payments/paying.ts';
import type { Walk } from '../walk.ts';

/** A household planned for, a death put down, a search for what finance and auditor should look at. */
export async function county(walk: Walk): Promise<void> {
  const { stayId, personId } = addPatient(walk.hospital);
  settleBy(walk.hospital, stayId, { payments: [by('cash', 500_000)] });
  const plan = {
    doctorName: '李医生',
    doctorPlace: '测试镇卫生院',
    doctorPhone: '13900001234',
    note: '每月上门',
  };
  await walk.does('household.plan', 'clerk', { personId, ...plan });
  const { idNumber } = readPerson(walk.hospital.context, personId);
  const death = { idNumber, diedOn: '2020-03-10', source: '派出所' };
  await walk.does('irregularities.recordDeath', 'finance', death);
  await walk.does('irregularities.examine', 'finance', {});
  await irregularitySearch.stop(walk.hospital.context);
}

/** The lines of a roster import, worked off. */
export async function rosterWork(walk: Walk): Promise<void> {
  const importId = walk.hospital.context.database
    .prepare("SELECT id FROM roster_import WHERE source = 'roster' ORDER BY rowid DESC LIMIT 1")
    .pluck()
    .get() as string;
  await walk.reads('rosterWork.make', 'finance', { importId });
  const kinds = ['new', 'absent', 'changed', 'contradicting', 'uninsured'];
  const asked = { importId, state: 'open', onlyTouched: false, township: '' };
  for (const kind of kinds) {
    const answered = await walk.reads('rosterWork.list', 'finance', { ...asked, kind });
    const lines = answered['lines'] as unknown as readonly { readonly personId: string }[] | undefined;
    const personIds = (lines ?? []).slice(0, 2).map(({ personId }) => personId);
    if (personIds.length === 0) continue;
    const tick = { importId, kind, personIds, outcome: 'verified', reason: '已核实' };
    return void (await walk.does('rosterWork.tick', 'finance', tick));
  }
}
