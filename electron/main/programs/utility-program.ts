import { utilityProcess } from 'electron';
import type { Log } from '../start/log.ts';
import { logLines } from './node-program.ts';
import { programEnvironment, type StartProgram } from './program.ts';

/** Runs programs as utility processes of Electron, whose Node is new enough for them. */
export function startAsUtility(log: Log): StartProgram {
  return (file, name) => {
    const child = utilityProcess.fork(file, [], {
      serviceName: name,
      stdio: ['ignore', 'pipe', 'pipe'],
      execArgv: [],
      env: programEnvironment(process.env),
    });
    for (const output of [child.stdout, child.stderr]) logLines(output, name, log);
    // A crash may report code 0 as well, so the code decides nothing.
    const ended = new Promise<string>((resolve) => {
      child.once('exit', (code) => resolve(`ended with code ${code}`));
    });
    return {
      get pid() {
        return child.pid;
      },
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
      send: (message) => child.postMessage(message),
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => void ended.then(listener),
      kill: () => child.kill(),
    };
  };
}
