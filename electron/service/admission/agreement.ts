import type { z } from 'zod';
import { signedTooLate, type TreatFirstAgreement } from '../../../shared/contract/admission.ts';
import type { Requests } from '../../../shared/contract/contract.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type ShownPaper, shownPapers, shownPaperTitles, type Stay } from '../../../shared/contract/stays.ts';
import { maskIdNumber, maskPhone, readIdNumber } from '../../../shared/identity/id-number.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { canonicalJson, sha256 } from '../hashing/canonical.ts';
import { type Hospital, readHospital, today } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';
import { policyFor } from '../policy/in-force.ts';
import { faultOfName, plainName } from '../roster/name.ts';
import { isPhone, plainPhone } from '../roster/phone.ts';
import { readStay, requireNotCancelled } from '../stays/stay.ts';
import { checksOfStay } from './checks.ts';
import { admissionOutlook } from './outlook.ts';
import { nextPaperNumber } from './paper-number.ts';

export type NewAgreement = z.output<Requests['admission.signAgreement']['input']>;

/** An agreement with the numbers in full: for its paper. */
export interface RecordedAgreement extends Omit<TreatFirstAgreement, 'guarantor'> {
  readonly stayId: string;
  readonly inForceId: string;
  /** UTC, ISO 8601. */
  readonly recordedAt: string;
  readonly papers: readonly ShownPaper[];
  readonly guarantor: {
    readonly name: string;
    readonly relation: string;
    readonly idNumber: string;
    readonly phone: string;
  };
}

/**
 * Records the agreement by which a patient is treated first: allowed by the policy, checked, all papers shown, with
 * somebody else who answers for it. A further one of the same stay replaces it, with a reason. The same request id with
 * the same content does nothing again. It takes the place of the deposit, so that there is nothing to sign once the
 * patient was discharged; what cannot be paid then is agreed by instalments (debts/agree.ts). Refuses `treat_first_not_allowed`, `checks_missing`, `papers_missing`,
 * `agreement_exists`, `guarantor_is_patient`, `request_id_reused`, `agreement_after_discharge`, what is wrong with the guarantor's number, name or
 * phone, `stay_not_found`, `stay_cancelled` and `stay_already_settled`.
 */
export function signAgreement(context: ServiceContext, actor: Actor, asked: NewAgreement): void {
  inTransaction(context.database, () => {
    if (isSigned(context, asked)) return;
    const stay = readStay(context, asked.stayId);
    requireNotCancelled(stay);
    if (stay.settlementId !== null) {
      throw new Refusal('stay_already_settled', '这次住院已经结算，不用再签先诊疗后付费协议。');
    }
    if (stay.dischargedOn !== null) {
      throw new Refusal('agreement_after_discharge', signedTooLate(stay.dischargedOn));
    }
    const checkId = requireAllowed(context, stay);
    const before = agreementOfStay(context, stay.stayId);
    if (before !== null && (asked.reason ?? '') === '') {
      const sentence = `这次住院已经签过协议 ${before.number}。要重签，请写明原因。`;
      throw new Refusal('agreement_exists', sentence);
    }
    insertAgreement(context, actor, { asked, stay, checkId });
  });
}

/** Refuses a sign that the policy does not carry; returns the checks it stands on. */
function requireAllowed(context: ServiceContext, { stayId, personId, place, diagnoses }: Stay): string {
  const checks = checksOfStay(context, stayId);
  if (checks === null) {
    throw new Refusal('checks_missing', '还没有做入院核对。请先核对病因和证件，再签协议。');
  }
  const { causes } = checks;
  const { treatFirst } = admissionOutlook(context, { personId, place, diagnoses, causes });
  if (!treatFirst.isAllowed) {
    throw new Refusal('treat_first_not_allowed', `不能签先诊疗后付费协议：${treatFirst.sentence}`);
  }
  const missing = shownPapers.filter((paper) => !checks.papers.includes(paper));
  if (missing.length > 0) {
    const titles = missing.map((paper) => shownPaperTitles[paper]).join('、');
    throw new Refusal('papers_missing', `还没有出示${titles}。请患者出示后在入院核对里勾上，再签协议。`);
  }
  return checks.checkId;
}

interface Signing {
  readonly asked: NewAgreement;
  readonly stay: Stay;
  readonly checkId: string;
}

function insertAgreement(context: ServiceContext, actor: Actor, { asked, stay, checkId }: Signing): void {
  const day = today(context);
  const hospital = readHospital(context, day);
  const { region, idNumber: patientNumber } = readPerson(context, stay.personId);
  const { clause } = admissionOutlook(context, { ...stay, causes: [] }).treatFirst;
  const guarantor = readGuarantor(asked.guarantor, day);
  if (guarantor.idNumber === patientNumber) {
    throw new Refusal('guarantor_is_patient', '担保人就是患者本人。请由另一个人担保。');
  }
  const agreementId = context.newId();
  const number = nextPaperNumber(context, 'treat_first_agreement', hospital, day);
  statement<object>(context.database, insertSql).run({
    agreementId,
    requestId: asked.requestId,
    requestHash: hashOf(asked),
    number,
    stayId: stay.stayId,
    inForceId: policyFor(context, region, day).inForceId,
    clause,
    checkId,
    guarantorName: guarantor.name,
    guarantorRelation: guarantor.relation,
    guarantorIdNumber: guarantor.idNumber,
    guarantorPhone: guarantor.phone,
    signerName: asked.signer.name,
    signerRelation: asked.signer.relation,
    signature: asked.signature,
    signedOn: day,
    reason: asked.reason,
    ...originOf(hospital),
    recordedAt: context.clock.now().toISOString(),
    recordedBy: actor.accountId,
  });
  appendAudit(context, actor, 'admission.agreement_signed', stay.stayId, { agreementId, number, clause });
}

function originOf({ hospitalId, windowId, origin }: Hospital) {
  return { hospitalId, windowId, origin };
}

function readGuarantor(typed: NewAgreement['guarantor'], day: ReturnType<typeof today>) {
  const reading = readIdNumber(typed.idNumber, day);
  if (!reading.ok) throw new Refusal(reading.code, `担保人的${reading.sentence}`);
  const name = plainName(typed.name);
  const fault = faultOfName(name);
  if (fault !== undefined) throw new Refusal(fault.code, `担保人的${fault.sentence}`);
  const phone = plainPhone(typed.phone);
  if (!isPhone(phone)) {
    throw new Refusal('phone_wrong', '担保人的联系电话应为 5 至 20 位数字，请核对。');
  }
  return { name, relation: typed.relation, idNumber: reading.number, phone };
}

const insertSql = `
INSERT INTO treat_first_agreement (id, request_id, request_hash, number, stay_id, in_force_id, clause, check_id,
  guarantor_name, guarantor_relation, guarantor_id_number, guarantor_phone, signer_name, signer_relation, signature,
  signed_on, reason, hospital, window, origin, recorded_at, recorded_by)
VALUES (@agreementId, @requestId, @requestHash, @number, @stayId, @inForceId, @clause, @checkId,
  @guarantorName, @guarantorRelation, @guarantorIdNumber, @guarantorPhone, @signerName, @signerRelation, @signature,
  @signedOn, @reason, @hospitalId, @windowId, @origin, @recordedAt, @recordedBy)`;

function hashOf(asked: NewAgreement): string {
  return sha256(canonicalJson({ ...asked }));
}

function isSigned(context: ServiceContext, asked: NewAgreement): boolean {
  const row = statement<[string], { requestHash: string }>(
    context.database,
    'SELECT request_hash AS requestHash FROM treat_first_agreement WHERE request_id = ?',
  ).get(asked.requestId);
  if (row === undefined) return false;
  if (row.requestHash === hashOf(asked)) return true;
  throw new Refusal('request_id_reused', '这份协议已经提交过，但内容不同。请重新打开协议再填写。');
}

interface AgreementRow extends Omit<RecordedAgreement, 'guarantor' | 'signer' | 'papers'> {
  readonly papers: string;
  readonly guarantorName: string;
  readonly guarantorRelation: string;
  readonly guarantorIdNumber: string;
  readonly guarantorPhone: string;
  readonly signerName: string;
  readonly signerRelation: string;
}

const agreementColumns = `agreement.id AS agreementId, number, agreement.stay_id AS stayId, in_force_id AS inForceId, clause,
  papers, guarantor_name AS guarantorName, guarantor_relation AS guarantorRelation,
  guarantor_id_number AS guarantorIdNumber, guarantor_phone AS guarantorPhone, signer_name AS signerName,
  signer_relation AS signerRelation, signature, signed_on AS signedOn, agreement.recorded_at AS recordedAt,
  display_name AS recordedByName
FROM treat_first_agreement AS agreement JOIN admission_check ON admission_check.id = agreement.check_id
JOIN staff_account ON staff_account.id = agreement.recorded_by`;

/** The agreement that counts: the newest of the stay. Null while none is signed. */
export function agreementOfStay(context: ServiceContext, stayId: string): RecordedAgreement | null {
  const row = statement<[string], AgreementRow>(
    context.database,
    `SELECT ${agreementColumns} WHERE agreement.stay_id = ? ORDER BY agreement.rowid DESC LIMIT 1`,
  ).get(stayId);
  return row === undefined ? null : agreementOf(row);
}

/** Refuses `agreement_not_found`. */
export function readAgreement(context: ServiceContext, agreementId: string): RecordedAgreement {
  const row = statement<[string], AgreementRow>(
    context.database,
    `SELECT ${agreementColumns} WHERE agreement.id = ?`,
  ).get(agreementId);
  if (row === undefined) {
    throw new Refusal('agreement_not_found', '没有找到这份协议，请从住院里重新打开。');
  }
  return agreementOf(row);
}

function agreementOf(row: AgreementRow): RecordedAgreement {
  const { guarantorName, guarantorRelation, guarantorIdNumber, guarantorPhone, ...others } = row;
  const { signerName, signerRelation, papers, ...agreement } = others;
  return {
    ...agreement,
    papers: JSON.parse(papers) as ShownPaper[],
    guarantor: {
      name: guarantorName,
      relation: guarantorRelation,
      idNumber: guarantorIdNumber,
      phone: guarantorPhone,
    },
    signer: { name: signerName, relation: signerRelation },
  };
}

/** As the desk shows it: numbers masked. */
export function shownAgreement(agreement: RecordedAgreement): TreatFirstAgreement {
  const { stayId: _, inForceId: __, papers: ___, recordedAt: ____, guarantor, signer, ...shown } = agreement;
  const { name, relation, idNumber, phone } = guarantor;
  return {
    ...shown,
    signer: { ...signer },
    guarantor: { name, relation, maskedIdNumber: maskIdNumber(idNumber), maskedPhone: maskPhone(phone) },
  };
}
