import { Refusal } from '../../../shared/contract/refusal.ts';
import type { TreatmentState } from '../../../shared/contract/treatment.ts';
import { readIdNumber } from '../../../shared/identity/id-number.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { personIdOfNumber } from '../people/person.ts';
import { policyHere, readLine } from './lines.ts';
import { treatmentLists } from './lists.ts';
import { findLine, lineOf, type NewStep, type StepRow, stepsOf, writeStep } from './steps.ts';

/**
 * Enters somebody of the roster to be verified, whom no stay here has brought. Refuses what is wrong with the number,
 * `treatment_person_unknown`, `treatment_disease_unlisted` and `treatment_line_exists`.
 */
export function addLine(
  context: ServiceContext,
  actor: Actor,
  { idNumber, list, disease, words }: Call<'treatment.add'>['input'],
): string {
  const day = today(context);
  const reading = readIdNumber(idNumber, day);
  if (!reading.ok) throw new Refusal(reading.code, reading.sentence);
  return inTransaction(context.database, () => {
    const personId = personIdOfNumber(context, reading.number);
    if (personId === undefined) {
      throw new Refusal(
        'treatment_person_unknown',
        '名册和本院登记里没有这个身份证号，请核对；确实没有的，请先导入名册或在窗口登记。',
      );
    }
    requireListed(context, list, disease);
    if (findLine(context, personId, { list, disease }) !== undefined) {
      throw new Refusal('treatment_line_exists', `此人的${disease}已经在台账里，请在那一条上登记。`);
    }
    const lineId = lineOf(context, personId, { list, disease });
    const { hospitalName } = readHospital(context, day);
    writeStep(context, actor, lineId, {
      ...byPerson,
      state: 'to_verify',
      happenedOn: day,
      treatmentClass: null,
      hospitalName,
      words,
    });
    appendAudit(context, actor, 'treatment.added', lineId, { list, disease });
    return lineId;
  });
}

const byPerson = { cause: 'person', stayId: null } as const satisfies Partial<NewStep>;

function requireListed(context: ServiceContext, list: string, disease: string): void {
  const policy = policyHere(context);
  const lists = policy === undefined ? [] : treatmentLists(policy);
  const isListed = lists.some(
    ({ id, diseases }) => id === list && diseases.some(({ name }) => name === disease),
  );
  if (isListed) return;
  throw new Refusal('treatment_disease_unlisted', `启用的政策的名单里没有${disease}，请刷新后从名单里选。`);
}

/** What needs a word of explanation: why somebody is out, and where somebody was sent. */
const needsWords: ReadonlySet<TreatmentState> = new Set(['left', 'referred']);

/**
 * Writes down what a person knows of a line. Whoever is verified while the ledger knows a stay is in treatment by the same
 * word. Refuses `treatment_line_unknown`, `treatment_line_moved` where somebody wrote another step meanwhile,
 * `treatment_day_wrong`, `treatment_words_missing` and `treatment_not_verified` for an outcome of what nobody verified.
 */
export function writeDown(
  context: ServiceContext,
  actor: Actor,
  { lineId, afterStepId, ...asked }: Call<'treatment.step'>['input'],
): void {
  inTransaction(context.database, () => {
    const { state: before } = readLine(context, lineId);
    const steps = stepsOf(context, lineId);
    if (steps.at(-1)?.stepId !== afterStepId) {
      throw new Refusal('treatment_line_moved', '这一条刚刚有了新的记录，请看过再登记。');
    }
    requireSound(context, before, asked);
    writeStep(context, actor, lineId, { ...byPerson, ...asked });
    if (asked.state === 'confirmed' && hasStay(steps)) {
      const words = '核实时本院已有住院救治';
      writeStep(context, actor, lineId, { ...byPerson, ...asked, state: 'in_treatment', words });
    }
    appendAudit(context, actor, 'treatment.written', lineId, { before, state: asked.state });
  });
}

function requireSound(
  context: ServiceContext,
  before: TreatmentState,
  { state, happenedOn, words }: Pick<Call<'treatment.step'>['input'], 'state' | 'happenedOn' | 'words'>,
): void {
  const day = today(context);
  if (happenedOn > day) {
    throw new Refusal('treatment_day_wrong', `日期 ${happenedOn} 还没有到，请填实际的日期，最晚 ${day}。`);
  }
  if (needsWords.has(state) && words === '') {
    throw new Refusal('treatment_words_missing', '转诊要写转到哪里，退出要写原因，请在说明里写明。');
  }
  const isUnverified = before === 'to_verify' || before === 'left';
  if (isUnverified && state !== 'confirmed' && state !== 'left' && state !== 'to_verify') {
    throw new Refusal('treatment_not_verified', '这一条还没有核实，请先登记“已核实”，再登记救治结果。');
  }
}

function hasStay(steps: readonly StepRow[]): boolean {
  return steps.some(
    ({ stayId, cause }) =>
      stayId !== null &&
      cause !== 'withdrawn' &&
      steps.findLast((other) => other.stayId === stayId)?.cause !== 'withdrawn',
  );
}
