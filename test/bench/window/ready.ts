import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startCommand } from '../../e2e/application/application.ts';

const emptyApplication = fileURLToPath(new URL('empty', import.meta.url));
/** Stands in the sign-in of the practice hospital, and in the empty window. */
const awaited = '练习账号';
const lookEveryMs = 5;
const longestMs = 60_000;

/** From the start of the program until an empty window shows its text. */
export function emptyWindowMs(userDataFolder: string): Promise<number> {
  const [executable, [, ...switches]] = startCommand(userDataFolder);
  return shownAfterMs(executable, [emptyApplication, ...switches]);
}

/** From the start of the program until the sign-in can be used. */
export function ownWindowMs(userDataFolder: string): Promise<number> {
  const [executable, args] = startCommand(userDataFolder);
  return shownAfterMs(executable, args);
}

/** The program starts as it always does; its page is asked over its debugging port what it shows. */
async function shownAfterMs(executable: string, args: readonly string[]): Promise<number> {
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
    while (!(await shows(page, closed))) await pause(lookEveryMs);
    const shownMs = performance.now() - startedAt;
    page.close();
    return shownMs;
  } finally {
    clearTimeout(limit);
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
}

async function shows(page: WebSocket, closed: Promise<undefined[]>): Promise<boolean> {
  const expression = `document.body?.innerText.includes('${awaited}') === true`;
  page.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } }));
  const [answer] = (await Promise.race([once(page, 'message'), closed])) as [
    MessageEvent<string> | undefined,
  ];
  if (answer === undefined) throw new Error('the text never stood in the window');
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
