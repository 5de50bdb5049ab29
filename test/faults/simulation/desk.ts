import type { DocumentEntry } from '../../../shared/contract/documents/document.ts';
import type { Answer } from '../../../shared/contract/refusal.ts';
import { today } from '../../../electron/service/hospital/settings.ts';
import { Chance } from './chance.ts';
import { choose } from './choices.ts';
import { type Asked, askedByHost, Clerk, type Told } from './clerk.ts';
import type { County } from './county.ts';
import { Broken } from './invariants.ts';
import type { Program } from './program.ts';
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
  readonly #note: (line: string) => void;
  readonly told: Told[] = [];

  constructor(
    seed: number,
    world: {
      readonly template: Template;
      readonly time: VirtualTime;
      readonly county: County;
      readonly note: (line: string) => void;
    },
  ) {
    this.#chance = new Chance(seed, 1);
    this.#requestIds = new Chance(seed, 2);
    this.#template = world.template;
    this.#time = world.time;
    this.#county = world.county;
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
      answer?.ok === true ? (answer.value as { settlementId?: string }).settlementId : undefined;
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
    if (other !== one) throw new Broken('one stay settled under two request ids');
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
    return choose(
      {
        program,
        chance: this.#chance,
        personIds: this.#template.personIds,
        feeFiles: this.#template.feeFiles,
        newId: () => this.#requestIds.uuid(this.#time.nowMs),
        today: today(reading),
      },
      clerk,
    );
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

  /** The slip is archived before it is printed. */
  async #print(program: Program, clerk: Clerk, settlementId: string): Promise<void> {
    const subject = { kind: 'slip', subjectId: settlementId, paper: 'A5', reason: '补打' } as const;
    const prepare = askedByHost('host.prepareDocument', subject);
    const slip = await program.ask(clerk.windowId, prepare.name, prepare.input);
    if (!slip.ok || !program.isAlive) return;
    const { entry } = slip.value as { entry: DocumentEntry };
    const { copyNumber } = entry;
    const pdf = new TextEncoder().encode(`%PDF-${settlementId}`);
    const archive = askedByHost('host.archiveDocument', { entry, pdf });
    const archived = await program.ask(clerk.windowId, archive.name, archive.input);
    this.#note(`slip ${copyNumber} ${archived.ok ? 'archived' : archived.error.code}`);
  }
}
