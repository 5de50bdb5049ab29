import type { Identification, Reading } from '../../../shared/contract/identification.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Paper } from '../../../shared/identity/code-shape.ts';
import { maskIdNumber } from '../../../shared/identity/id-number.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { type Person, readPerson } from '../people/person.ts';
import { practiceReader } from './devices.ts';
import { differencesOf, isSameName, type Told } from './differences.ts';
import { askReader } from './reader.ts';
import { readAnswer } from './reader-answer.ts';
import { forgetReading, keepReading, type KeptReading, keptReading } from './readings.ts';
import { recordIdentification } from './record.ts';
import { birthDateOf, hitOf, peopleLike, personWithNumber } from './roster-match.ts';

/**
 * Reads the card on the reader. Where it is somebody of the roster and nothing differs, that is recorded at once; else
 * the reading waits for the clerk's decision. Refuses `reader_not_set`, what `askReader` and `readAnswer` refuse, and
 * `card_of_another_person` where somebody else's open stay lies on the desk.
 */
export async function readCard(
  context: ServiceContext,
  actor: Actor,
  forPersonId: string | null,
): Promise<Reading> {
  const day = today(context);
  const reader = readHospital(context, day).cardReader ?? practiceReader(context);
  if (reader === null) {
    throw new Refusal('reader_not_set', '这个窗口没有设置读卡器。请输入身份证号，或请信息科在“设备”里设置。');
  }
  forgetReading(context, actor.windowId);
  const { photo, ...told } = readAnswer(reader, await askReader(reader), day);
  const open = forPersonId === null ? undefined : readPerson(context, forPersonId);
  if (open !== undefined) requireSamePerson(told, open);
  const person = open ?? personWithNumber(context, told.idNumber);
  return taken(context, actor, { paper: 'id_card', by: 'card_reader', told, person, photo });
}

/** Another number under the same name and birth date may be the same person; that is for the clerk to decide. */
function requireSamePerson(told: Told, open: Person): void {
  if (told.idNumber === open.idNumber) return;
  if (isSameName(told.name, open.name) && birthDateOf(told) === open.birthDate) return;
  throw new Refusal(
    'card_of_another_person',
    `这张卡是${told.name}的，桌上是${open.name}的住院，没有采用。请换${open.name}本人的卡；要办${told.name}，先按 Esc 收起再按 F2。`,
  );
}

export interface TakenPaper {
  readonly paper: Paper;
  readonly by: Reading['by'];
  readonly told: Told;
  /** Who that is here; undefined: nobody has the number. */
  readonly person: Person | undefined;
  readonly photo: Reading['photo'];
}

/** What a paper said, beside the roster: recorded where nothing differs, kept for a decision where something does. */
export function taken(context: ServiceContext, actor: Actor, read: TakenPaper): Reading {
  const { paper, by, told, person, photo } = read;
  const day = today(context);
  const differences = person === undefined ? [] : differencesOf(told, person, day);
  const candidates = person === undefined ? peopleLike(context, told) : [];
  const readAt = context.clock.now();
  const kept = {
    readingId: context.newId(),
    means: by === 'card_reader' ? ('card_reader' as const) : ('scanner' as const),
    paper,
    told,
    personIds: (person === undefined ? candidates : [person]).map(({ personId }) => personId),
    readAtMs: readAt.getTime(),
  };
  const isPlain = person !== undefined && differences.length === 0;
  const recorded = isPlain ? recordReading(context, actor, kept, person, null) : undefined;
  if (isPlain) forgetReading(context, actor.windowId);
  else keepReading(context, actor.windowId, kept);
  return {
    readingId: kept.readingId,
    paper,
    by,
    readAt: readAt.toISOString(),
    name: told.name,
    maskedIdNumber: maskIdNumber(told.idNumber),
    idNumber: person === undefined ? told.idNumber : null,
    sex: told.sex,
    birthDate: told.birthDate,
    validTo: told.validTo,
    photo,
    person: person === undefined ? null : hitOf(person, day),
    candidates: candidates.map((candidate) => hitOf(candidate, day)),
    differences,
    identificationId: recorded?.identificationId ?? null,
  };
}

/**
 * The clerk's word on a reading that differs from the roster: that it is this person all the same, and why. Refuses
 * `reading_gone`, and `card_of_another_person` for anybody whom the reading does not point to.
 */
export function decideReading(
  context: ServiceContext,
  actor: Actor,
  decided: { readonly readingId: string; readonly personId: string; readonly reason: string },
): Identification {
  const { readingId, personId, reason } = decided;
  const kept = keptReading(context, actor.windowId, readingId);
  if (!kept.personIds.includes(personId)) {
    throw new Refusal(
      'card_of_another_person',
      '刚才读的卡不是这个人的，没有采用。请按 Esc 收起，重新读卡。',
    );
  }
  const recorded = recordReading(context, actor, kept, readPerson(context, personId), reason);
  forgetReading(context, actor.windowId);
  return recorded;
}

/** What differs is looked at anew: the roster may have changed while the clerk was deciding. */
function recordReading(
  context: ServiceContext,
  actor: Actor,
  { means, paper, told }: KeptReading,
  person: Person,
  reason: string | null,
): Identification {
  const differences = differencesOf(told, person, today(context));
  const why = differences.length === 0 ? null : reason;
  return recordIdentification(context, actor, {
    personId: person.personId,
    means,
    paper,
    told,
    differences,
    reason: why,
  });
}
