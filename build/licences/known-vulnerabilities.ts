import { spawnSync } from 'node:child_process';
import { projectFolder } from '../setup/dependencies.js';
import { runCommand, say, SetupError } from '../setup/progress.js';
import { verdictOf } from './audit-answer.ts';

/*
 * npm run audit:dependencies: asks the registry that npm is set to for known vulnerabilities of what is locked. No part of
 * `npm test`: the answer is another one every day, and not every registry gives one.
 */
await runCommand(async () => {
  const { stdout, error } = spawnSync('npm', ['audit', '--json', '--package-lock-only'], {
    cwd: projectFolder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 100_000_000,
    timeout: 120_000,
  });
  if (error !== undefined) throw new SetupError(`npm could not be run: ${error.message}`);
  const { sentence, isClean } = verdictOf(stdout);
  say(sentence);
  return isClean === true ? 0 : isClean === false ? 1 : 2;
});
