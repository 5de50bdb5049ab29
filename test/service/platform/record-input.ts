import type { Hospital } from '../../../electron/service/hospital/settings.ts';
import type { UploadRecord } from '../../../electron/service/outbox/record.ts';
import type { KnownNumbers } from '../../../electron/service/platform/known-numbers.ts';
import { recordInput as inputOf } from '../../../electron/service/platform/messages.ts';

/** What only a settlement list says of the hospital. */
const hospital = {
  hospitalName: '测试县人民医院',
  hospitalCode: 'H42991300001',
  region: '429913',
} as Hospital;

export function recordInput(record: UploadRecord, known: KnownNumbers): object {
  return inputOf(record, known, hospital);
}
