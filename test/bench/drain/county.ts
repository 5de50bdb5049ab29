import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { canonicalJson } from '../../../electron/service/hashing/canonical.ts';
import { readPerson } from '../../../electron/service/people/person.ts';
import { openTestHospital, type TestHospital } from '../../service/harness/hospital.ts';
import { addPatient, putSuixianIntoForce } from '../../service/harness/patient.ts';
import { admit, enqueueAdmission, settle } from '../../service/outbox/facts.ts';

export interface CountyOrder {
  readonly dataFolder: string;
  /** Settlements that wait for the platform, each with its admission. */
  readonly waitingCount: number;
  /** People with stored fees whom the clerk settles meanwhile. */
  readonly patientCount: number;
}

/** An encrypted hospital file after days without the platform, and people at the desk; returns their stays. */
function makeCounty({ dataFolder, waitingCount, patientCount }: CountyOrder): string[] {
  // Today: what the service then settles belongs to the same year and day as its own clock.
  const hospital = openTestHospital({ dataFolder, nowIso: new Date().toISOString() });
  const { database } = hospital.context;
  database.pragma('synchronous = OFF');
  putSuixianIntoForce(hospital);
  const stays = database
    .transaction(() => {
      for (let number = 0; number < waitingCount; number += 1)
        settle(hospital, admit(hospital, `YS${number}`));
      return Array.from({ length: patientCount }, (_, number) => addAdmitted(hospital, `CK${number}`));
    })
    .immediate();
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  return stays;
}

/** Discharged with fees, and with an admission in the outbox like every real stay. */
function addAdmitted(hospital: TestHospital, admissionNumber: string): string {
  const { stayId, personId } = addPatient(hospital);
  const { name, idNumber } = readPerson(hospital.context, personId);
  const patient = { personId, stayId, admissionNumber, person: { personId, name, idNumber } };
  enqueueAdmission(hospital.context, patient, '2020-03-01' as LocalDate);
  return stayId;
}

// A process of its own, so that what making it took in memory and time is not the bench's.
if (import.meta.main) {
  const order = JSON.parse(process.argv[2] ?? '') as CountyOrder;
  process.stdout.write(canonicalJson(makeCounty(order)));
}
