import { Temporal } from 'temporal-polyfill';
import type { Hospital } from '../hospital/settings.ts';
import { shortId } from './message-id.ts';
import { type RequestSigner, signedText } from './request-signature.ts';

/** `input` holds at most this many characters (接口规范, envelope). */
export const largestInput = 40_000;

export interface EnvelopeFields {
  readonly transactionCode: string;
  readonly messageId: string;
  readonly insuredRegion: string;
  readonly at: Date;
  /** Of the sign-in (9001) that counts now; empty where the platform wants none. */
  readonly signNumber: string;
  /** The head of our log at this moment; empty where there is none. */
  readonly logHead: string;
  readonly input: object;
}

/** The request as it goes over the network, signed; undefined when the input is longer than the convention allows. */
export function writeEnvelope(
  hospital: Hospital,
  signer: RequestSigner,
  fields: EnvelopeFields,
): string | undefined {
  if (JSON.stringify(fields.input).length > largestInput) return undefined;
  const signed = {
    infno: fields.transactionCode,
    msgid: fields.messageId,
    insuplc_admdvs: fields.insuredRegion,
    opter: shortId(hospital.windowId),
    inf_time: wireTime(fields.at, hospital.zone),
    fixmedins_code: hospital.hospitalCode,
    sign_no: fields.signNumber,
    signtype: signer.signType,
    // 设备安全信息. No part of the input, so that a message sent again is the same one however the log went on.
    dev_safe_info: fields.logHead,
  };
  return JSON.stringify({
    ...signed,
    mdtrtarea_admvs: hospital.region,
    recer_sys_code: 'YBXT',
    dev_no: shortId(hospital.windowId),
    infver: 'V1.0',
    opter_type: '1',
    opter_name: hospital.windowName,
    fixmedins_name: hospital.hospitalName,
    cainfo: signer.sign(signedText(signed, fields.input)),
    input: fields.input,
  });
}

/** `2020-03-10 09:30:00` in the hospital's zone. */
export function wireTime(at: Date, zone: string): string {
  const local = Temporal.Instant.from(at.toISOString()).toZonedDateTimeISO(zone).toPlainDateTime();
  return local.toString({ smallestUnit: 'second' }).replace('T', ' ');
}
