import { recoveryHelps } from '../../shared/contract/backups.ts';
import type { Opening, ToService } from '../../shared/contract/host.ts';
import { type Answer, Refusal } from '../../shared/contract/refusal.ts';
import { answer } from './answer.ts';
import { openChannel } from './channel.ts';
import { traceOf } from './fault.ts';
import { handlers } from './handlers.ts';
import { openHospital, type OpenHospital } from './opening.ts';
import { ClosedHospital } from './recovery/closed.ts';
import { signOut } from './staff/sign-in.ts';

/*
 * The service as a program: opens the hospital's file when main says so, answers requests, tells events, closes. It
 * knows nothing of Electron; main starts it as a utility process or as a child of Node.
 */
const channel = openChannel();
let opened: Promise<OpenHospital> | undefined;
/** The file cannot be opened, and recovery may help. */
let closed: ClosedHospital | undefined;
let startsAnew = false;
let underWay = 0;
/** Requests at once; a window that asks for more is out of its mind. */
const mostUnderWay = 200;
const closeLimitMs = 8000;

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
  const publish = (name: string, payload: unknown): void => channel.say({ kind: 'event', name, payload });
  opened = openHospital(opening, publish, startAnew);
  try {
    await opened;
    channel.say({ kind: 'opened' });
  } catch (error) {
    opened = undefined;
    if (!(error instanceof Refusal)) logFault('the file could not be opened', error);
    const refusal = (error instanceof Refusal ? error : notOpened()).toShape();
    if (recoveryHelps(refusal)) {
      closed = new ClosedHospital(opening, refusal, (told) => publish('recovery.progress', told), startAnew);
    }
    channel.say({ kind: 'not_opened', error: refusal, recoverable: closed !== undefined });
  }
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
  return answer(hospital.context, handlers, message);
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
