import type { Reading } from '../../../shared/contract/identification.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type PaperCode, readPaperCode } from '../../../shared/identity/code-shape.ts';
import { readIdNumber } from '../../../shared/identity/id-number.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type Hospital, readHospital, today } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';
import { voucherExpiredCode } from '../platform/codes.ts';
import type { PlatformIdentity } from '../platform/identity.ts';
import type { Platform } from '../platform/platform.ts';
import { learnCard, ownerOfCard } from './card-numbers.ts';
import { taken } from './read-paper.ts';
import { personWithNumber } from './roster-match.ts';

/**
 * Whose code was scanned. A card whose number is known here is found at once; any other code is resolved by the
 * platform alone and never looked into here. Refuses `code_not_understood`, `code_needs_platform`,
 * `code_not_resolved`, `token_expired`, `code_not_known`.
 */
export async function readCode(
  context: ServiceContext,
  actor: Actor,
  text: string,
  platform: Platform | undefined,
): Promise<Reading> {
  const hospital = readHospital(context, today(context));
  const code = readPaperCode(text, hospital.codeShapes);
  if (code === undefined) {
    throw new Refusal(
      'code_not_understood',
      '扫到的内容不像身份证号、社保卡号、电子凭证或健康卡码。请再扫一次，或输入身份证号、姓名。',
    );
  }
  const ownerId = ownerOfCard(context, code);
  if (ownerId !== undefined) {
    const { name, idNumber, sex, birthDate, ...person } = readPerson(context, ownerId);
    const told = { name, idNumber, sex, birthDate, validTo: null };
    const owner = { ...person, name, idNumber, sex, birthDate };
    return taken(context, actor, { paper: code.paper, by: 'known_number', told, person: owner, photo: null });
  }
  const said = await resolved(hospital, code, platform);
  if (!context.database.open) throw notResolved();
  const reading = readIdNumber(said.idNumber, today(context));
  if (!reading.ok) throw notResolved();
  const { name, sex, birthDate } = said;
  const person = personWithNumber(context, reading.number);
  if (person !== undefined) learnCard(context, code, person.personId, 'platform', actor.accountId);
  const told = { name, idNumber: reading.number, sex, birthDate, validTo: null };
  return taken(context, actor, { paper: code.paper, by: 'platform', told, person, photo: null });
}

async function resolved(
  hospital: Hospital,
  { paper, number, serial }: PaperCode,
  platform: Platform | undefined,
): Promise<PlatformIdentity> {
  if (platform === undefined) {
    throw new Refusal(
      'code_needs_platform',
      '没有设置医保平台，认不出这张卡是谁的。请刷身份证，或输入身份证号。',
    );
  }
  const insuredRegion = hospital.region;
  const said = await platform.whoIs({ paper, number, serial, name: null, insuredRegion });
  if (said.outcome === 'accepted') return said.value;
  if (said.code === voucherExpiredCode) {
    throw new Refusal('token_expired', '这个凭证已经过期。请患者在手机上刷新后再扫一次，或刷身份证。');
  }
  if (said.outcome === 'rejected') {
    throw new Refusal(
      'code_not_known',
      `医保平台不认识这张卡。请刷身份证，或输入身份证号。（${said.reason}）`,
    );
  }
  throw notResolved();
}

function notResolved(): Refusal {
  return new Refusal(
    'code_not_resolved',
    '医保平台没有答上这张卡是谁的。请再扫一次；还是不行，请刷身份证或输入身份证号，结算照常。',
  );
}
