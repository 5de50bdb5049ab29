import { z } from 'zod';
import { uploadRecordSchema, type UploadRecord } from '../../outbox/record.ts';
import { kindsOfRecord } from '../../outbox/kinds.ts';
import { sha256 } from '../../hashing/canonical.ts';
import {
  type PackageHeader,
  packageHeaderSchema,
  type PackageLine,
  packageLineSchema,
  readLines,
  type ReceiptLine,
  writeLines,
} from '../../offline/package-content.ts';
import { openSealed, readSealed, seal } from '../../offline/sealed-file.ts';
import { wireTime } from '../../platform/envelope.ts';
import type { KnownNumbers } from '../../platform/known-numbers.ts';
import { shortId } from '../../platform/message-id.ts';
import { identifyInput, recordInput, transactionFor } from '../../platform/messages.ts';
import { signTextWith } from '../../signing/signature.ts';
import { v7 as uuidV7 } from 'uuid';
import type { Office } from './book.ts';
import type { Credentials } from './credentials.ts';
import { answerMessage } from './exchange.ts';
import { keepLogHead } from './log-heads.ts';
import { ourNumbers } from './our-numbers.ts';
import { requireKnownSigner } from './package-signers.ts';
import { CentreRefusal } from './refusal.ts';

/**
 * A package from a stick, acted on as if each of its records had come over the network under its message id, by the same
 * code: what came both ways is one. Returns the receipt for the way back. Throws CentreRefusal when it is no package
 * for this platform.
 */
export async function takePackage(office: Office, credentials: Credentials, text: string): Promise<string> {
  const { header, lines } = await openPackage(office, credentials, text);
  const taken = new Taking(office, header);
  const answers = lines.toSorted((left, right) => left.order - right.order).map((line) => taken.take(line));
  const { privateKeyHex } = credentials.platformKey;
  return seal({
    header: {
      format: 'onestop-receipt',
      version: 1,
      receiptId: uuidV7(),
      packageId: header.packageId,
      packageHash: sha256(text),
      writtenAt: office.clock.now().toISOString(),
      count: answers.length,
    },
    content: writeLines(answers),
    receiverPublicKeyHex: header.windowKey,
    sign: (toSign) => signTextWith(privateKeyHex, toSign),
  });
}

async function openPackage(
  office: Office,
  { platformKey }: Credentials,
  text: string,
): Promise<{ readonly header: PackageHeader; readonly lines: readonly PackageLine[] }> {
  const sealed = readSealed(text);
  const header = packageHeaderSchema.safeParse(sealed?.header);
  if (sealed === undefined || !header.success) throw new CentreRefusal('rejected', '这不是待上传记录的文件');
  const content = await openSealed(sealed, header.data.windowKey, platformKey.privateKeyHex);
  if (content === undefined) {
    throw new CentreRefusal('bad_signature', '文件的签名不对、被改动过，或不是给本平台的');
  }
  requireKnownSigner(office, header.data);
  const { hospitalCode, windowId, logHead } = header.data;
  keepLogHead(office, { hospitalCode, window: shortId(windowId), text: logHead });
  const lines = readLines(packageLineSchema, content);
  if (lines?.length !== header.data.count) throw new CentreRefusal('rejected', '文件的内容不完整');
  return { header: header.data, lines };
}

const answerSchema = z.object({ infcode: z.number(), err_msg: z.string(), output: z.unknown() });

/** One package on its way through: what stands behind a refused record is not acted on. */
class Taking {
  readonly #office: Office;
  readonly #header: PackageHeader;
  /** `person year` and `stay` of what was refused or left out. */
  readonly #held = new Set<string>();

  constructor(office: Office, header: PackageHeader) {
    this.#office = office;
    this.#header = header;
  }

  take(line: PackageLine): ReceiptLine {
    const record = recordOf(line);
    if (record === undefined) return this.#answer(line, undefined, refused('记录与校验值不符'));
    const keys = [`${record.person.personId} ${line.year}`, record.stayId];
    if (keys.some((key) => this.#held.has(key))) return this.#answer(line, undefined, undefined);
    const answer = this.#act(line, record);
    if (answer.line.verdict !== 'accepted') for (const key of keys) this.#held.add(key);
    return answer.line;
  }

  #act(line: PackageLine, record: UploadRecord): { readonly line: ReceiptLine } {
    const personNumber = this.#identify(record);
    if (typeof personNumber !== 'string') return { line: this.#answer(line, undefined, personNumber) };
    const known = { personNumber, ...ourNumbers(this.#office, record) };
    if (isMissing(record, known)) return { line: this.#answer(line, personNumber, undefined) };
    const input = recordInput(record, known, this.#header);
    const said = this.#send(transactionFor(record), line.messageId, record.insuredRegion, input);
    return { line: this.#answer(line, personNumber, said) };
  }

  #identify(record: UploadRecord): string | Said {
    const input = identifyInput(record.person, this.#time());
    const said = this.#send('1101', shortId(uuidV7()), record.insuredRegion, input);
    if (said.infcode !== 0) return said;
    return (said.output as { baseinfo: { psn_no: string } }).baseinfo.psn_no;
  }

  #send(infno: string, msgid: string, insuredRegion: string, input: object): Said {
    const { region, hospitalCode, hospitalName, windowId } = this.#header;
    const body = JSON.stringify({
      infno,
      msgid,
      mdtrtarea_admvs: region,
      insuplc_admdvs: insuredRegion,
      infver: 'V1.0',
      opter: shortId(windowId),
      opter_name: '离线文件',
      inf_time: this.#time(),
      fixmedins_code: hospitalCode,
      fixmedins_name: hospitalName,
      input,
    });
    return answerSchema.parse(JSON.parse(answerMessage(this.#office, body)));
  }

  #time(): string {
    return wireTime(new Date(this.#header.exportedAt), 'Asia/Shanghai');
  }

  /** `said` undefined: not acted on. */
  #answer({ messageId }: PackageLine, personNumber: string | undefined, said: Said | undefined): ReceiptLine {
    const accepted = said?.infcode === 0;
    return {
      messageId,
      verdict: said === undefined ? 'not_processed' : accepted ? 'accepted' : 'refused',
      code: String(said?.infcode ?? ''),
      words: said?.err_msg ?? '',
      personNumber: personNumber ?? null,
      output: accepted ? (z.json().parse(said.output) ?? null) : null,
    };
  }
}

type Said = z.output<typeof answerSchema>;

function refused(words: string): Said {
  return { infcode: -1, err_msg: words, output: '' };
}

function recordOf({ record, recordHash }: PackageLine): UploadRecord | undefined {
  if (sha256(record) !== recordHash) return undefined;
  const read = uploadRecordSchema.safeParse(JSON.parse(record));
  return read.success ? read.data : undefined;
}

/** What it counts on is not here: it comes with an earlier package. */
function isMissing(record: UploadRecord, known: KnownNumbers): boolean {
  const isAboutAnother = record.kind === 'reversal' || record.kind === 'settlement_list';
  return (
    (kindsOfRecord[record.kind].needsStay && known.stayNumber === null) ||
    (isAboutAnother && known.originalNumber === null)
  );
}
