import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startCommand } from '../../e2e/application/application.ts';

const emptyApplication = fileURLToPath(new URL('empty', import.meta.url));
/** Told by the page itself: something stands drawn in the window. */
const drawn = `performance.getEntriesByName('first-contentful-paint').length > 0`;
/** The cursor stands in the sign-in's first field: what is typed now is kept. */
const takesKeys = `document.activeElement?.name === 'login'`;
/** What only the service knows stands there too: the practice hospital's accounts. */
const answered = `document.body.innerText.includes('练习账号')`;

/** From the start of the program, by the clock of whoever waits before it. */
interface OwnWindow {
  readonly readyMs: number;
  readonly answeredMs: number;
}
const lookEveryMs = 5;
const longestMs = 60_000;

/** From the start of the program until an empty window shows its text. */
export async function emptyWindowMs(userDataFolder: string): Promise<number> {
  const [executable, [, ...switches]] = startCommand(userDataFolder);
  const [shownMs = Infinity] = await trueAfterMs(executable, [emptyApplication, ...switches], [drawn]);
  return shownMs;
}

/** Until the sign-in can be typed into, and until it has the service's first answer. */
export async function ownWindowMs(userDataFolder: string): Promise<OwnWindow> {
  const [executable, args] = startCommand(userDataFolder);
  const [readyMs = Infinity, answeredMs = Infinity] = await trueAfterMs(executable, args, [
    `${drawn} && ${takesKeys}`,
    answered,
  ]);
  return { readyMs, answeredMs };
}

/** The program starts as it always does; its page is asked over its debugging port, until each is true in turn. */
async function trueAfterMs(
  executable: string,
  args: readonly string[],
  expressions: readonly string[],
): Promise<number[]> {
  const startedAt = performance.now();
  const child = spawn(executable, [...args, '--remote-debugging-port=0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // Whatever hangs ends with the program, which ends here at the latest.
  const limit = setTimeout(() => child.kill('SIGKILL'), longestMs);
  try {
    const page = new WebSocket(await pageAddress(await debuggingHost(child)));
    await once(page, 'open');
    // A program that ended closes its side: nothing would ever answer.
    const closed = once(page, 'close').then(() => [undefined]);
    const trueMs: number[] = [];
    for (const expression of expressions) {
      while (!(await isTrue(page, expression, closed))) await pause(lookEveryMs);
      trueMs.push(performance.now() - startedAt);
    }
    page.close();
    return trueMs;
  } finally {
    clearTimeout(limit);
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
}

async function isTrue(page: WebSocket, expression: string, closed: Promise<undefined[]>): Promise<boolean> {
  page.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } }));
  const [answer] = (await Promise.race([once(page, 'message'), closed])) as [
    MessageEvent<string> | undefined,
  ];
  if (answer === undefined) throw new Error('the window closed before it was ready');
  return (
    (JSON.parse(answer.data) as { result?: { result?: { value?: unknown } } }).result?.result?.value === true
  );
}

/** The first page there is, looked for until it is there. */
async function pageAddress(host: string): Promise<string> {
  for (;;) {
    const targets = (await (await fetch(`http://${host}/json/list`)).json()) as {
      type: string;
      webSocketDebuggerUrl: string;
    }[];
    const page = targets.find(({ type }) => type === 'page');
    if (page !== undefined) return page.webSocketDebuggerUrl;
    await pause(lookEveryMs);
  }
}

/** What the program says of its debugging port. */
async function debuggingHost(child: ChildProcess): Promise<string> {
  let said = '';
  for await (const part of child.stderr ?? []) {
    said += String(part);
    const host = /DevTools listening on ws:\/\/([^/\s]+)/.exec(said)?.[1];
    if (host !== undefined) return host;
  }
  throw new Error(`the program ended without a debugging port: ${said.slice(-500)}`);
}
