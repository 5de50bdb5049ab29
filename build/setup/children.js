/**
 * The programs a command has running. A signal to the command goes to them, and the command ends when they
 * have: nothing stays behind, and the application can close its database. Plain JavaScript, see progress.js.
 */
import { spawn } from 'node:child_process';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** @type {readonly NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of signals) {
  process.on(signal, () => {
    // Exit handlers still run, so that a display of our own is taken away.
    if (running.size === 0) process.exit(1);
    for (const child of running) child.kill(signal);
  });
}

// npm passes SIGTERM to the shell it runs a script in, and that shell ends without telling its child.
const parent = process.ppid;
const LOOK_FOR_PARENT_EVERY_MS = 500;
if (process.env['npm_lifecycle_event']) {
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_FOR_PARENT_EVERY_MS);
  watch.unref();
}

/**
 * Starts a program that receives the signals this process receives.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function startChild(program, args, options) {
  const child = spawn(program, args, options);
  running.add(child);
  child.on('close', () => running.delete(child));
  child.on('error', () => running.delete(child));
  return child;
}

/**
 * Starts a program on the terminal of this one and waits for its end.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv}} [options]
 * @returns {Promise<number>} its exit code, 1 where a signal ended it
 */
export function runToEnd(program, args, options = {}) {
  const child = startChild(program, args, { ...options, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
