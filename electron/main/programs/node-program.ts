import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Log } from '../start/log.ts';
import { programEnvironment, type StartProgram } from './program.ts';

/** Runs programs as children of this process on a Node of their own. The child ends itself when the channel closes. */
export function startOnNode(nodeFile: string, log: Log): StartProgram {
  return (file, name) => {
    const child = fork(file, [], {
      execPath: nodeFile,
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: programEnvironment(process.env),
    });
    for (const output of [child.stdout, child.stderr]) logLines(output, name, log);
    const ended = endingOf(child);
    return {
      pid: child.pid,
      send: (message) => {
        // What cannot be delivered shows in `exit`, which every caller heeds.
        if (child.connected) child.send(message as object, () => undefined);
      },
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => void ended.then(listener),
      kill: () => child.kill('SIGKILL'),
    };
  };
}

/** How it ended, also for somebody who asks only then. */
function endingOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      child.kill('SIGKILL');
      resolve(`could not run (${error.code ?? error.name})`);
    });
    child.on('exit', (code, signal) => resolve(`ended with ${signal ?? `code ${code}`}`));
  });
}

/** What a program writes to its terminal belongs in the log. */
export function logLines(output: Readable | NodeJS.ReadableStream | null, name: string, log: Log): void {
  if (output) createInterface({ input: output }).on('line', (line) => log(`${name}: ${line}`));
}
