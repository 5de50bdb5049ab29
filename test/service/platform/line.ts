import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import {
  readHospital,
  type SettingName,
  today,
  writeSetting,
} from '../../../electron/service/hospital/settings.ts';
import { nationalPlatform, type Platform } from '../../../electron/service/platform/platform.ts';
import type { SigningSecrets } from '../../../electron/service/platform/request-signature.ts';
import { httpTransport } from '../../../electron/service/platform/transport.ts';
import type { TestHospital } from '../harness/hospital.ts';
import { madeUpIdNumber } from '../outbox/facts.ts';

const limits = { connectTimeoutMs: 2_000, answerTimeoutMs: 5_000, answerBytes: 200_000 };

export function setting(hospital: TestHospital, name: SettingName, value: unknown): void {
  writeSetting(hospital.context, undefined, name, value as never, '2020-01-01' as LocalDate);
}

/** The platform as the settings of a test hospital say, over real HTTP. */
export function platformAt(hospital: TestHospital, url: string, secrets?: SigningSecrets): Platform {
  const { context } = hospital;
  return nationalPlatform({
    hospital: readHospital(context, today(context)),
    transport: httpTransport(url, context.clock, limits),
    clock: context.clock,
    newId: () => context.newId(),
    ...(secrets === undefined ? {} : { secrets }),
  });
}

/** Somebody whom the platform never met. */
export function somebody(hospital: TestHospital) {
  const person = { personId: hospital.context.newId(), name: '田守义', idNumber: madeUpIdNumber() };
  return { record: { person, insuredRegion: '429913' } };
}
