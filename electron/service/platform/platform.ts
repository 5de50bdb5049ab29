import type { KindOfCare } from '../../../shared/engine/claim.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Clock } from '../context.ts';
import type { Hospital } from '../hospital/settings.ts';
import { type AmountsRecord, carriesAmounts, type UploadRecord } from '../outbox/record.ts';
import { acknowledging } from './acknowledging.ts';
import {
  type CentreAmounts,
  centreSettlement,
  type CentreSettlement,
  heldSchema,
  identifiedSchema,
} from './answers.ts';
import { type Cumulative, type CumulativeQuestion, cumulativeQuestion } from './cumulative.ts';
import {
  type Concerned,
  exchange,
  type Line,
  meaningful,
  type Question,
  type SignedInLine,
} from './exchange.ts';
import { findRecord } from './finding.ts';
import { type IdentityQuestion, identityQuestion, type PlatformIdentity } from './identity.ts';
import { type HoldingsQuestion, holdingsQuestion } from './holdings.ts';
import type { KnownNumbers } from './known-numbers.ts';
import { messageIdOf, shortId } from './message-id.ts';
import { type FundMessage, fundQuestion } from './messages/fund-claim.ts';
import {
  askInput,
  correctInput,
  identifyInput,
  recordInput,
  transactionFor,
  transactionOf,
} from './messages.ts';
import { type Acknowledgement, type Finding, type Outcome, OwnVerdict, type Setback } from './outcome.ts';
import { ownReasons } from './codes.ts';
import { balances } from './payers.ts';
import { wireTime } from './envelope.ts';
import {
  type CentreLine,
  detailsQuestion,
  fileQuestion,
  type SumsAnswer,
  type SumsQuestion,
  sumsQuestion,
} from './statement.ts';
import { requestSigner, type SigningSecrets } from './request-signature.ts';
import { platformSession } from './session.ts';
import { type ReckoningQuestion, reckoningQuestion } from './reckoning.ts';
import type { Transport } from './transport.ts';

/** A record on its way: what it says, which numbers the platform gave before, and how often it was corrected (2601). */
export interface Parcel {
  readonly rowId: string;
  readonly record: UploadRecord;
  readonly corrections: number;
}

/** The county platform in our own words. Every function is one exchange; none writes anything here. */
export interface Platform {
  /** The platform's number of a person (1101). Changes nothing there, so it may always be asked again. */
  identify(whom: { readonly record: Concerned }): Promise<Outcome<string>>;
  /** Who somebody is, by their ID number or the code on another paper (1101). Changes nothing there. */
  whoIs(asked: IdentityQuestion): Promise<Outcome<PlatformIdentity>>;
  /** What the platform holds of a person's year, everybody's settlements together (5206). Changes nothing there. */
  cumulative(asked: CumulativeQuestion): Promise<Outcome<Cumulative>>;
  /** What the platform would make of a visit's settlement (2206). Changes nothing there. */
  reckonVisit(asked: ReckoningQuestion): Promise<Outcome<CentreAmounts>>;
  /** Sends the record under the message id of its row. */
  deliver(parcel: Parcel, known: KnownNumbers): Promise<Outcome<Acknowledgement>>;
  /** Does the platform have it? (5203, by person and stay.) `taken` are the numbers of our other settlements. */
  ask(parcel: Parcel, known: KnownNumbers, taken: ReadonlySet<string>): Promise<Outcome<Finding>>;
  /** Everything it holds of a stay (5203), to be compared with a file that may be older. */
  holdings(asked: HoldingsQuestion): Promise<Outcome<readonly CentreSettlement[]>>;
  /** Whether the centre's sums of some days are ours (3201). */
  compareSums(asked: SumsQuestion): Promise<Outcome<SumsAnswer>>;
  /** Every settlement and reversal that the centre lists for a day (3202, fetched with 9102). */
  linesOfDay(asked: {
    readonly day: LocalDate;
    readonly care: KindOfCare;
  }): Promise<Outcome<readonly CentreLine[]>>;
  /** Undoes what the message may have done (2601), where asking cannot answer. */
  correct(parcel: Parcel, known: KnownNumbers): Promise<Outcome<null>>;
  /** An application for what the hospital advanced (3203), its undoing (3204), or the correction (2601) of either. */
  fundMessage(message: FundMessage): Promise<Outcome<string | null>>;
  /** Cuts what is under way. */
  close(): void;
}

export interface PlatformOptions {
  readonly hospital: Hospital;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly newId: () => string;
  /** What requests are signed with; they go out unsigned where there is neither. */
  readonly secrets?: SigningSecrets;
  /** The head of the log at each moment, as it goes out. */
  readonly logHead?: () => string;
}

/** Speaks the national convention (定点医药机构接口规范) over a transport. */
export function nationalPlatform({ newId, secrets, logHead, ...options }: PlatformOptions): Platform {
  const signer = requestSigner(secrets ?? { signingSecret: null, signingKeyHex: null });
  const unsigned = { ...options, signer, logHead: logHead ?? (() => '') };
  const line = { ...unsigned, session: platformSession(unsigned, newId) };
  return {
    identify: ({ record }) => exchange(line, identification(line, record, shortId(newId()))),
    whoIs: (asked) => exchange(line, identityQuestion(line, asked, shortId(newId()))),
    cumulative: (asked) => exchange(line, cumulativeQuestion(asked, shortId(newId()))),
    reckonVisit: (asked) => exchange(line, reckoningQuestion(asked, shortId(newId()))),
    deliver: (parcel, known) => deliver(line, parcel, known),
    ask: (parcel, known, taken) => {
      const record = parcel.record;
      if (!carriesAmounts(record)) throw new TypeError(`${record.kind} cannot be asked after`);
      return exchange(line, afterwards(parcel, record, known, taken, shortId(newId())));
    },
    holdings: (asked) => exchange(line, holdingsQuestion(asked, shortId(newId()))),
    compareSums: (asked) => exchange(line, sumsQuestion(asked, line.hospital.region, shortId(newId()))),
    linesOfDay: async (asked) => {
      const file = await exchange(line, detailsQuestion(asked, line.hospital.region, shortId(newId())));
      if (file.outcome !== 'accepted') return file;
      return exchange(line, fileQuestion(file.value, line.hospital, shortId(newId())));
    },
    correct: (parcel, known) =>
      exchange(line, {
        transactionCode: transactionOf.correct,
        messageId: shortId(newId()),
        record: parcel.record,
        input: correctInput(known.personNumber, messageOf(parcel), transactionFor(parcel.record)),
        read: () => null,
      }),
    fundMessage: (message) => exchange(line, fundQuestion(message, line.hospital.region)),
    close: () => line.transport.close(),
  };
}

/** The message id a parcel goes out under. */
export function messageOf(parcel: Parcel): string {
  return messageIdOf(parcel.rowId, parcel.corrections);
}

function identification(line: Line, record: Concerned, messageId: string): Question<string> {
  return {
    transactionCode: transactionOf.identify,
    messageId,
    record,
    input: identifyInput(record.person, wireTime(line.clock.now(), line.hospital.zone)),
    read: (output) => {
      const { baseinfo } = meaningful(identifiedSchema, output);
      if (baseinfo.certno.toUpperCase() !== record.person.idNumber) {
        throw new OwnVerdict('rejected', 'other_person');
      }
      return baseinfo.psn_no;
    },
  };
}

async function deliver(
  line: SignedInLine,
  parcel: Parcel,
  known: KnownNumbers,
): Promise<Outcome<Acknowledgement>> {
  const { record } = parcel;
  const [transactionCode, messageId] = [transactionFor(record), messageOf(parcel)];
  if (carriesAmounts(record) && !balances(record)) {
    const refused: Setback = {
      outcome: 'rejected',
      transactionCode,
      messageId,
      at: line.clock.now().toISOString(),
      durationMs: 0,
      code: 'does_not_balance',
      reason: ownReasons.does_not_balance,
      retryAfterMs: undefined,
    };
    return refused;
  }
  const read = acknowledging(record, known);
  const input = recordInput(record, known, line.hospital);
  return exchange(line, { transactionCode, messageId, record, input, read });
}

function afterwards(
  parcel: Parcel,
  record: AmountsRecord,
  known: KnownNumbers,
  taken: ReadonlySet<string>,
  messageId: string,
): Question<Finding> {
  return {
    transactionCode: transactionOf.ask,
    messageId,
    record,
    input: askInput(known),
    read: (output, answer) => {
      const { setlinfo, setldetail } = meaningful(heldSchema, output);
      const held = setlinfo
        .map((info) => centreSettlement(info, setldetail))
        .filter(({ stayNumber }) => stayNumber === known.stayNumber);
      return findRecord(record, messageOf(parcel), held, taken, answer);
    },
  };
}
