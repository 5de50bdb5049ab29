import { Temporal } from 'temporal-polyfill';
import type { Hospital } from '../hospital/settings.ts';
import { shortId } from './message-id.ts';

/** `input` holds at most this many characters (接口规范, envelope). */
const largestInput = 40_000;

export interface EnvelopeFields {
  readonly transactionCode: string;
  readonly messageId: string;
  readonly insuredRegion: string;
  readonly at: Date;
  readonly input: object;
}

/** The request as it goes over the network; undefined when the input is longer than the convention allows. */
export function writeEnvelope(hospital: Hospital, fields: EnvelopeFields): string | undefined {
  if (JSON.stringify(fields.input).length > largestInput) return undefined;
  return JSON.stringify({
    infno: fields.transactionCode,
    msgid: fields.messageId,
    mdtrtarea_admvs: hospital.region,
    insuplc_admdvs: fields.insuredRegion,
    recer_sys_code: 'YBXT',
    dev_no: shortId(hospital.windowId),
    dev_safe_info: '',
    cainfo: '',
    signtype: '',
    infver: 'V1.0',
    opter_type: '1',
    opter: shortId(hospital.windowId),
    opter_name: hospital.windowName,
    inf_time: wireTime(fields.at, hospital.zone),
    fixmedins_code: hospital.hospitalCode,
    fixmedins_name: hospital.hospitalName,
    sign_no: '',
    input: fields.input,
  });
}

/** `2020-03-10 09:30:00` in the hospital's zone. */
export function wireTime(at: Date, zone: string): string {
  const local = Temporal.Instant.from(at.toISOString()).toZonedDateTimeISO(zone).toPlainDateTime();
  return local.toString({ smallestUnit: 'second' }).replace('T', ' ');
}
