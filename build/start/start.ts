import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { bundle } from '../bundle/bundle.ts';
import { runToEnd } from '../setup/children.js';
import { projectFolder } from '../setup/dependencies.js';
import type { Display } from '../setup/display.ts';
import type { ElectronRuntime } from '../setup/electron-runtime.ts';
import { runCommand, say, step } from '../setup/progress.js';
import { prepareSandbox, sandboxArguments } from '../setup/sandbox.ts';
import { prepareWindows, withDisplay } from '../setup/set-up.ts';

const pictureFile = join(projectFolder, 'out', 'start', 'window.png');
const LOOK_EVERY_MS = 200;

await runCommand(async () => {
  const runtime = await prepareWindows({ tests: false });
  await prepareSandbox(runtime.folder);
  await step('Bundle', bundle);
  return withDisplay((display) => openApplication(runtime, display, process.argv.slice(2)));
});

/** Opens the built application and waits until it is closed. Returns its exit code. */
async function openApplication(
  runtime: ElectronRuntime,
  display: Display,
  given: readonly string[],
): Promise<number> {
  const wantsPicture = display.isVirtual || given.includes('--exit-after-picture');
  await rm(pictureFile, { force: true });
  await mkdir(dirname(pictureFile), { recursive: true });
  const args = [
    ...sandboxArguments(),
    // Machines without a display have no D-Bus and no graphics card either, and Chromium complains at length.
    ...(display.isVirtual ? ['--log-level=3'] : []),
    projectFolder,
    ...(wantsPicture ? [`--picture=${pictureFile}`] : []),
    ...given,
  ];
  say('\n一站通 is starting. Close its window or press Ctrl-C to end it.');
  if (display.isVirtual) say('Nobody can see it here: a picture of its window will be saved.');
  const picture = whenThere(pictureFile, () => {
    say(`The picture of its window: ${relative(process.cwd(), pictureFile)}`);
    if (!given.includes('--exit-after-picture'))
      say('The application keeps running until Ctrl-C or SIGTERM.');
  });
  try {
    return await runToEnd(runtime.executable, args, { env: { ...process.env, ...display.environment } });
  } finally {
    picture.lookOnceMore();
  }
}

/** Calls `tell` once when the file is there. */
function whenThere(file: string, tell: () => void): { lookOnceMore(): void } {
  let told = false;
  const look = () => {
    if (told || !existsSync(file)) return;
    told = true;
    clearInterval(watch);
    tell();
  };
  const watch = setInterval(look, LOOK_EVERY_MS);
  return {
    lookOnceMore() {
      look();
      clearInterval(watch);
    },
  };
}
