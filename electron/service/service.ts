import { recoveryHelps } from '../../shared/contract/backups.ts';
import type { Opening, ToService } from '../../shared/contract/messages.ts';
import { type Answer, Refusal, type RefusalShape } from '../../shared/contract/refusal.ts';
import { openChannel } from './channel.ts';
import { traceOf } from './fault.ts';
import { answerFirst } from './first-answer.ts';
import type { Asked } from './gate.ts';
import { openHospital, type OpenHospital } from './opening.ts';
import { PlatformAddress } from './platform-address.ts';
import type { ClosedHospital } from './recovery/closed.ts';
import { signOut } from './staff/sign-in.ts';

/*
 * The service as a program: opens the hospital's file when main says so, answers requests, tells events, closes. It
 * knows nothing of Electron; main starts it as a utility process or as a child of Node.
 *
 * Its program begins with what the first picture of a window takes. The other handlers and what runs beside the
 * requests are loaded when that picture was asked for, so that nobody waits for them.
 */
const channel = openChannel();
/** What main said of the file. */
let told: { readonly opening: Opening; readonly platform: PlatformAddress } | undefined;
let opened: Promise<OpenHospital> | undefined;
/** Answers every request, from when all of the service is loaded and runs. */
let whole: Promise<(asked: Asked) => Promise<Answer<unknown>>> | undefined;
/** The file cannot be opened, and recovery may help. */
let closed: ClosedHospital | undefined;
let startsAnew = false;
let underWay = 0;
/** Requests at once; a window that asks for more is out of its mind. */
const mostUnderWay = 200;
const closeLimitMs = 8000;
/** What the window needs to draw its first picture in peace; whoever asks for more is not held up by it. */
const firstPictureMs = 300;
/** Where no window asks for a picture, because it shows a notice, the rest begins without. */
const noPictureMs = 3000;

/** What every page asks first. */
const firstQuestion: Asked = {
  name: 'hospital.status',
  windowId: 0,
  fromHost: false,
  input: {},
  filePath: null,
};

channel.listen(hear);
channel.onEnd(() => void end());
process.once('SIGTERM', () => void end());
process.on('uncaughtException', stopAtFault);
process.on('unhandledRejection', stopAtFault);

function hear(message: ToService): void {
  switch (message.kind) {
    case 'open':
      void open(message);
      return;
    case 'request':
      void answerOne(message);
      return;
    case 'platform':
      told?.platform.tell(message.url);
      return;
    case 'window_closed':
      void windowClosed(message.windowId);
      return;
    case 'close':
      void end();
      return;
  }
}

async function open(opening: Opening): Promise<void> {
  if (opened !== undefined) return;
  closed = undefined;
  whole = undefined;
  const platform = new PlatformAddress(opening, () => channel.say({ kind: 'asks_platform' }));
  told = { opening, platform };
  opened = openHospital(opening, publish, startAnew, platform);
  try {
    const hospital = await opened;
    const { keyChange } = hospital;
    channel.say({ kind: 'opened', ...(keyChange === undefined ? {} : { keyChange }) });
    // The page is still being loaded: answered once before it asks, schemas, statements and pages of the file are there.
    void answerFirst(hospital.context, firstQuestion);
    setTimeout(() => void goOn(hospital), noPictureMs);
  } catch (error) {
    await staysClosed(error);
  }
}

function publish(name: string, payload: unknown): void {
  channel.say({ kind: 'event', name, payload });
}

/** Loads and starts the rest of the service, once. A file that turns out to be damaged only then is closed again. */
function goOn(hospital: OpenHospital): Exclude<typeof whole, undefined> {
  whole ??= loadWhole(hospital).catch(async (error: unknown) => {
    await hospital.close();
    const refusal = await staysClosed(error);
    return () => Promise.resolve({ ok: false, error: refusal });
  });
  return whole;
}

async function loadWhole(hospital: OpenHospital): Promise<(asked: Asked) => Promise<Answer<unknown>>> {
  const [{ answer }, { handlers }] = await Promise.all([
    import('./answer.ts'),
    import('./handlers.ts'),
    hospital.goOn(),
  ]);
  return (asked) => answer(hospital.context, handlers, asked);
}

/** Tells main why the file is not open, and stays for what recovery asks where that may help. */
async function staysClosed(error: unknown): Promise<RefusalShape> {
  opened = undefined;
  if (!(error instanceof Refusal)) logFault('the file could not be opened', error);
  const refusal = (error instanceof Refusal ? error : notOpened()).toShape();
  if (told !== undefined && recoveryHelps(refusal)) {
    const { ClosedHospital } = await import('./recovery/closed.ts');
    void told.platform.known();
    const tell = (progress: unknown): void => publish('recovery.progress', progress);
    closed = new ClosedHospital({ ...told, refusal, tell, startAnew });
  }
  channel.say({ kind: 'not_opened', error: refusal, recoverable: closed !== undefined });
  return refusal;
}

async function windowClosed(windowId: number): Promise<void> {
  const hospital = await opened?.catch(() => undefined);
  if (hospital === undefined) return;
  try {
    signOut(hospital.context, windowId);
  } catch (error) {
    logFault('a window that closed was signed out without a line in the log', error);
  }
}

async function answerOne(message: Extract<ToService, { kind: 'request' }>): Promise<void> {
  underWay += 1;
  try {
    channel.say({ kind: 'answer', call: message.call, answer: await answerOf(message) });
  } finally {
    underWay -= 1;
    if (startsAnew) endForNewStart();
  }
}

async function answerOf(message: Extract<ToService, { kind: 'request' }>): Promise<Answer<unknown>> {
  if (closed !== undefined && !message.fromHost) return closed.answer(message.name, message.input);
  const hospital = await opened?.catch(() => undefined);
  if (hospital === undefined) return { ok: false, error: notOpened().toShape() };
  if (underWay > mostUnderWay) {
    return { ok: false, error: { code: 'service_busy', sentence: '程序正忙，请稍等几秒再试。' } };
  }
  const first = whole === undefined ? answerFirst(hospital.context, message) : undefined;
  if (first === undefined) return (await goOn(hospital))(message);
  // Loading takes a fifth of a second, in which nothing else is heard.
  setTimeout(() => void goOn(hospital), firstPictureMs);
  return first;
}

function notOpened(): Refusal {
  return new Refusal('service_not_open', '数据文件没有打开，请重新启动程序；仍然出现请联系信息科。');
}

/** What is being written is written: a transaction never spans two turns. Then the sender, then the file. */
async function end(): Promise<void> {
  setTimeout(() => process.exit(1), closeLimitMs).unref();
  const hospital = await opened?.catch(() => undefined);
  await hospital?.close();
  channel.say({ kind: 'closed' });
  setImmediate(() => process.exit(0));
}

/** Another file is to be put in place, or this one has to be checked before it is used: this service ends with the answer that is under way, main starts the next. */
function startAnew(): void {
  startsAnew = true;
  // Before the answer: main starts nothing else meanwhile.
  channel.say({ kind: 'starts_anew' });
  if (underWay === 0) endForNewStart();
}

/** The answer leaves first; a channel that hangs does not hold up the start. */
function endForNewStart(): void {
  setTimeout(() => process.exit(0), 200);
}

/** A fault outside every request leaves a state nobody knows: main starts the service anew from the file. */
function stopAtFault(error: unknown): void {
  logFault('the service stops', error);
  process.exit(1);
}

function logFault(what: string, error: unknown): void {
  console.error(`${what}: ${traceOf(error)}`);
}
