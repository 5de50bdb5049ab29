import type { DocumentEntry } from '../../../shared/contract/documents/document.ts';
import type { Answer } from '../../../shared/contract/refusal.ts';
import { today } from '../../../electron/service/hospital/settings.ts';
import { Chance } from './chance.ts';
import { choose } from './choices.ts';
import { type Asked, askedByHost, Clerk, type Told } from './clerk.ts';
import type { County } from './county.ts';
import { Broken } from './invariants.ts';
import type { Program } from './program.ts';
import type { Sticks } from './sticks.ts';
import type { Template } from './template.ts';
import type { VirtualTime } from './virtual-time.ts';

const kept: ReadonlySet<string> = new Set<Told['name']>([
  'settlements.settle',
  'settlements.reverse',
  'corrections.runChain',
  'stays.open',
]);

/** The people at the windows of one hospital, what they ask and what they were told. */
export class Desk {
  readonly #clerks: readonly [Clerk, Clerk, Clerk] = [
    new Clerk(1, 'clerk', 'finance'),
    new Clerk(2, 'clerk', 'cashier_lead'),
    new Clerk(3, 'cashier_lead', 'finance'),
  ];
  readonly #chance: Chance;
  readonly #requestIds: Chance;
  readonly #template: Template;
  readonly #time: VirtualTime;
  readonly #county: County;
  readonly #sticks: Sticks;
  readonly #note: (line: string) => void;
  readonly told: Told[] = [];
  #numbers = 0;

  constructor(
    seed: number,
    world: {
      readonly template: Template;
      readonly time: VirtualTime;
      readonly county: County;
      readonly sticks: Sticks;
      readonly note: (line: string) => void;
    },
  ) {
    this.#chance = new Chance(seed, 1);
    this.#requestIds = new Chance(seed, 2);
    this.#template = world.template;
    this.#time = world.time;
    this.#county = world.county;
    this.#sticks = world.sticks;
    this.#note = world.note;
  }

  /** Somebody asks for something, or once more for what was never answered. */
  async act(program: Program): Promise<void> {
    await this.#actOf(program, this.#chance.oneOf(this.#clerks));
  }

  async #actOf(program: Program, clerk: Clerk): Promise<void> {
    const asked = clerk.waiting ?? this.#choose(program, clerk);
    if (asked === undefined) return;
    const answer = await clerk.ask(program, asked);
    this.#hear(clerk, asked, answer);
    const settlementId =
      answer?.ok === true ? (answer.value as { settlementId?: string } | null)?.settlementId : undefined;
    if (kept.has(asked.name) && settlementId !== undefined && this.#chance.happens(0.3)) {
      await this.#print(program, clerk, settlementId);
    }
  }

  /** Two at once: the same request pressed twice, or two clerks over one stay. */
  async actTwice(program: Program): Promise<void> {
    const [first, second] = this.#clerks;
    const one = first.waiting ?? this.#choose(program, first);
    if (one === undefined || one.name === 'stays.importFees' || second.waiting !== undefined) return;
    const other =
      one.name === 'settlements.settle' && this.#chance.happens(0.5) ? this.#underOtherId(one) : one;
    const [left, right] = await Promise.all([first.ask(program, one), second.ask(program, other)]);
    this.#hear(first, one, left);
    this.#hear(second, other, right);
    if (one.name !== 'settlements.settle' || left?.ok !== true || right?.ok !== true) return;
    // The first may have been reversed since; then it is the old answer once more, and the second a settlement of its own.
    if (other !== one && isLive(left.value) && isLive(right.value))
      throw new Broken('one stay settled under two request ids');
    if (other !== one) return;
    const [said, saidAgain] = [left.value, right.value] as { settlementId: string }[];
    if (said?.settlementId !== saidAgain?.settlementId) throw new Broken('one request with two answers');
  }

  #underOtherId(asked: Asked): Asked {
    const input = { ...(asked.input as object), requestId: this.#requestIds.uuid(this.#time.nowMs) };
    return { ...asked, input };
  }

  /** The service is new: whatever was on the screens is looked up anew. */
  startOver(): void {
    for (const clerk of this.#clerks) clerk.startOver();
  }

  /** Everybody who still waits asks until there is an answer. */
  async answerEverybody(program: Program): Promise<void> {
    for (const clerk of this.#clerks) {
      for (let times = 0; clerk.waiting !== undefined && times < 10; times += 1)
        await this.#actOf(program, clerk);
      if (clerk.waiting !== undefined) throw new Broken(`${clerk.waiting.name} is never answered`);
    }
  }

  #choose(program: Program, clerk: Clerk): Asked | undefined {
    const reading = { ...program.context, database: program.file };
    return choose({
      program,
      clerk,
      chance: this.#chance,
      sticks: this.#sticks,
      personIds: this.#template.personIds,
      feeFiles: this.#template.feeFiles,
      newId: () => this.#requestIds.uuid(this.#time.nowMs),
      nextNumber: () => (this.#numbers += 1),
      today: today(reading),
    });
  }

  /** Somebody opens a person, and the county is asked for the year; sometimes another hospital settled before. */
  openPerson(program: Program): void {
    const personId = this.#chance.oneOf(this.#template.personIds);
    if (this.#chance.happens(0.3)) this.#settleElsewhere(personId);
    const [{ windowId }] = this.#clerks;
    const session = program.context.sessions.get(windowId);
    if (session !== undefined) program.askYear(personId, { ...session, windowId });
  }

  #settleElsewhere(personId: string): void {
    const fen = (most: number): number => this.#chance.between(0, most);
    this.#county.settleElsewhere({
      idNumber: this.#template.idNumbers.get(personId) ?? '',
      hospitalName: '测试市医院',
      settledOn: this.#chance.oneOf(['2020-02-11', '2021-01-01']),
      stays: 1,
      burdenFen: fen(900_000),
      personalFen: fen(900_000),
      personalInScopeFen: fen(400_000),
      deductibleFen: fen(90_000),
      paidFen: { basic_insurance: fen(1_000_000), supplementary: fen(500_000) },
    });
    this.#note('settled elsewhere');
  }

  /** Every receipt that the county gave out is imported in the end. */
  async importReceipts(program: Program): Promise<void> {
    const [, , lead] = this.#clerks;
    for (const file of await this.#sticks.bringHome()) {
      const asked = {
        name: 'offline.importReceipt',
        input: { fileToken: 'f'.repeat(32) },
        filePath: file,
      } as const;
      this.#hear(lead, asked, await lead.ask(program, asked));
    }
  }

  #hear(clerk: Clerk, asked: Asked, answer: Answer<unknown> | undefined): void {
    const said = answer === undefined ? 'no answer' : answer.ok ? 'done' : answer.error.code;
    this.#note(`window ${clerk.windowId} ${asked.name} ${said}`);
    if (answer === undefined) return;
    if (!answer.ok) {
      const isFault = ['internal_error', 'input_not_valid', 'request_unknown'].includes(answer.error.code);
      if (isFault) throw new Broken(`${asked.name} ended in ${answer.error.code}`);
      return;
    }
    this.#carry(asked, answer.value);
    if (asked.name === 'outbox.previewResend') {
      const { outboxId } = asked.input as { outboxId: string };
      clerk.resend = { outboxId, previewHash: (answer.value as { previewHash: string }).previewHash };
    }
    if (asked.name === 'settlements.trial') clerk.trial = answer.value as NonNullable<Clerk['trial']>;
    if (asked.name === 'corrections.previewChain')
      clerk.preview = answer.value as NonNullable<Clerk['preview']>;
    if (!kept.has(asked.name)) return;
    this.told.push({ name: asked.name, asked, value: answer.value } as Told);
    // Some counties reckon some stays otherwise.
    const { admissionNumber } = answer.value as { admissionNumber?: string };
    if (admissionNumber !== undefined && this.#chance.happens(0.1))
      this.#county.reckonOtherwise(admissionNumber);
  }

  /** A package that was written is on a stick; a receipt that was imported stays on its own. */
  #carry(asked: Asked, value: unknown): void {
    if (asked.name === 'offline.importReceipt' && asked.filePath !== null)
      this.#sticks.imported(asked.filePath);
    if (asked.name !== 'host.sealPackage' || value === null) return;
    const { packageId, content } = value as { packageId: string; content: Uint8Array };
    this.#sticks.keep(packageId, content);
  }

  /** The slip is archived before it is printed. */
  async #print(program: Program, clerk: Clerk, settlementId: string): Promise<void> {
    const subject = { kind: 'slip', subjectId: settlementId, paper: 'A5', reason: '补打' } as const;
    const prepare = askedByHost('host.prepareDocument', subject);
    const slip = await program.ask(clerk.windowId, prepare.name, prepare.input);
    if (!slip.ok || !program.isAlive) return;
    const { entry } = (slip.value as { document: { entry: DocumentEntry } }).document;
    const { copyNumber } = entry;
    const pdf = new TextEncoder().encode(`%PDF-${settlementId}`);
    const archive = askedByHost('host.archiveDocument', { entry, pdf });
    const archived = await program.ask(clerk.windowId, archive.name, archive.input);
    this.#note(`slip ${copyNumber} ${archived.ok ? 'archived' : archived.error.code}`);
  }
}

/** An answer to a settlement that was not reversed since. */
function isLive(value: unknown): boolean {
  return (value as { reversedById: string | null }).reversedById === null;
}
