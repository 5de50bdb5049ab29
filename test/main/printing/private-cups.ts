import { execFile, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A print server of our own with two queues: `Slips`, whose printer is a pipe, and `Closed`, which takes nothing. */
export interface PrivateCups {
  /** What `CUPS_SERVER` must say to reach it. */
  readonly socket: string;
  /** Waits for the next document and takes it out of the printer. */
  nextPaper(): Promise<Buffer>;
  /** With what options the last document came to the printer. */
  lastOptions(): string;
  /** From the next document on the printer says that it is out of paper; it prints all the same. */
  takePaperOut(): void;
  putPaperIn(): void;
  /** The queue is gone and stands under another name, which takes documents. */
  rename(from: string, to: string): Promise<void>;
  stop(): Promise<void>;
}

/** What drives the printer: keeps the options, and puts the document where somebody takes it out. */
const backend = `#!/bin/sh
[ $# = 0 ] && exit 0
folder="\${DEVICE_URI#paper:}"
printf '%s' "$5" > "$folder/options"
[ -e "$folder/empty" ] && echo 'STATE: +media-empty-error' >&2 || echo 'STATE: -media-empty-error' >&2
exec cat "\${6:--}" > "$folder/paper"
`;

const driver = `*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "SLIPS.PPD"
*Manufacturer: "Test"
*Product: "(Slips)"
*ModelName: "Slips"
*ShortNickName: "Slips"
*NickName: "Slips"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: False
*DefaultColorSpace: Gray
*FileSystem: False
*Throughput: "1"
*cupsFilter2: "application/pdf application/pdf 0 -"
*OpenUI *PageSize/Media Size: PickOne
*DefaultPageSize: A4
*PageSize A4/A4: "<</PageSize[595 842]>>setpagedevice"
*PageSize A5/A5: "<</PageSize[420 595]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: A4
*PageRegion A4/A4: "<</PageSize[595 842]>>setpagedevice"
*PageRegion A5/A5: "<</PageSize[420 595]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "0 0 595 842"
*ImageableArea A5/A5: "0 0 420 595"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*PaperDimension A5/A5: "420 595"
*DefaultFont: Courier
*Font Courier: Standard "(002.004S)" Standard ROM
`;

/** Starts the print server in a scratch folder; nothing of the machine's own printing is touched. */
export async function startPrivateCups(): Promise<PrivateCups> {
  const folder = mkdtempSync(join(tmpdir(), 'onestop-cups-'));
  const socket = join(folder, 'cups.sock');
  writeConfiguration(folder, socket);
  const configuration = ['-c', join(folder, 'cupsd.conf'), '-s', join(folder, 'files.conf')];
  const server = spawn('/usr/sbin/cupsd', ['-f', ...configuration], { stdio: 'ignore' });
  const stopped = new Promise((resolve) => server.once('exit', resolve));
  const environment = { ...process.env, CUPS_SERVER: socket };
  const waiting = new AbortController();
  const stop = async (): Promise<void> => {
    waiting.abort();
    server.kill();
    await stopped;
    rmSync(folder, { recursive: true, force: true });
  };
  const add = async (name: string): Promise<void> => {
    const printer = ['-p', name, '-E', '-v', `paper:${folder}`, '-P', join(folder, 'slips.ppd')];
    await run('/usr/sbin/lpadmin', printer, { env: environment });
  };
  try {
    await ready(environment);
    for (const name of ['Slips', 'Closed']) await add(name);
    await run('/usr/sbin/cupsreject', ['Closed'], { env: environment });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    socket,
    nextPaper: async () => {
      const options = { encoding: 'buffer', signal: waiting.signal } as const;
      return (await run('cat', [join(folder, 'paper')], options)).stdout;
    },
    lastOptions: () => readFileSync(join(folder, 'options'), 'utf8'),
    takePaperOut: () => writeFileSync(join(folder, 'empty'), ''),
    putPaperIn: () => rmSync(join(folder, 'empty'), { force: true }),
    rename: async (from, to) => {
      await run('/usr/sbin/lpadmin', ['-x', from], { env: environment });
      await add(to);
    },
    stop,
  };
}

function writeConfiguration(folder: string, socket: string): void {
  for (const name of [
    'spool',
    'spool/tmp',
    'state',
    'cache',
    'root',
    'root/ppd',
    'log',
    'bin',
    'bin/backend',
  ]) {
    mkdirSync(join(folder, name));
  }
  chmodSync(folder, 0o755);
  symlinkSync('/usr/lib/cups/daemon', join(folder, 'bin/daemon'));
  // Readable by nobody else, so that it is run by whoever runs the server and not by the user lp.
  writeFileSync(join(folder, 'bin/backend/paper'), backend, { mode: 0o700 });
  execFileSync('mkfifo', [join(folder, 'paper')]);
  const open = 'Order allow,deny\n  Allow all';
  writeFileSync(
    join(folder, 'cupsd.conf'),
    `Listen ${socket}
Browsing No
WebInterface No
<Location />
  ${open}
</Location>
<Policy default>
  <Limit All>
    ${open}
  </Limit>
</Policy>
`,
  );
  const places = {
    ServerRoot: 'root',
    ServerBin: 'bin',
    RequestRoot: 'spool',
    TempDir: 'spool/tmp',
    StateDir: 'state',
    CacheDir: 'cache',
    AccessLog: 'log/access',
    ErrorLog: 'log/error',
    PageLog: 'log/page',
  };
  const lines = Object.entries(places).map(([name, place]) => `${name} ${join(folder, place)}\n`);
  writeFileSync(join(folder, 'files.conf'), lines.join(''));
  writeFileSync(join(folder, 'slips.ppd'), driver);
}

async function ready(environment: NodeJS.ProcessEnv): Promise<void> {
  const giveUpAt = Date.now() + 20_000;
  for (;;) {
    const answer = await run('lpstat', ['-r'], { env: environment }).catch(() => ({ stdout: '' }));
    if (answer.stdout.includes('is running')) return;
    if (Date.now() > giveUpAt) throw new Error('the print server was not ready within 20 seconds');
    await pause(50);
  }
}
