/**
 * What set-up and checks say while they work: one plain line when a step begins, one with its
 * seconds when it ends, and a sign of life in between. Plain JavaScript without dependencies,
 * because the first steps run before anything is installed.
 */
import { basename, sep } from 'node:path';
import { startChild } from './children.js';

const SIGN_OF_LIFE_MS = 10_000;
const KEPT_LINES = 200;
const SHOWN_LINES = 40;

/** An error whose message is meant for the person at the terminal: shown without a stack. */
export class SetupError extends Error {}

/** @param {number} startedAt milliseconds, from `performance.now()` */
export function secondsSince(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}

/** @type {NodeJS.WritableStream} */
let output = process.stdout;

/** For commands whose output is an answer that a program may read: set-up speaks beside it. */
export function sayBesideOutput() {
  output = process.stderr;
}

/** @param {string} line */
export function say(line) {
  output.write(`${line}\n`);
}

/**
 * Runs one named step. `work` returns the sentence that says what was done, or found done.
 * @template {string} T
 * @param {string} name
 * @param {() => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const startedAt = performance.now();
  try {
    const outcome = await work();
    say(`✓ ${name}: ${outcome} (${secondsSince(startedAt)})`);
    return outcome;
  } catch (error) {
    say(`✗ ${name} failed after ${secondsSince(startedAt)}`);
    throw error;
  }
}

/**
 * Runs a program quietly: its output is kept, a sign of life with its last line appears every ten
 * seconds, and if it fails the end of its output is shown.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number}} [options]
 * @returns {Promise<string>} the last lines of what it printed
 */
export function runQuietly(program, args, options = {}) {
  const startedAt = performance.now();
  /** @type {string[]} */
  const lines = [];
  const shown = [basename(program), ...args.map((arg) => arg.replace(`${process.cwd()}${sep}`, ''))].join(
    ' ',
  );
  say(`  ${shown} …`);
  return new Promise((resolve, reject) => {
    const child = startChild(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      timeout: options.timeoutMs,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      lines.push(...chunk.toString().split('\n').filter(Boolean));
      lines.splice(0, lines.length - KEPT_LINES);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const signOfLife = setInterval(() => {
      say(
        `  … ${basename(program)}, ${secondsSince(startedAt)}: ${(lines.at(-1) ?? 'no output yet').slice(0, 100)}`,
      );
    }, SIGN_OF_LIFE_MS);
    child.on('error', (error) => {
      clearInterval(signOfLife);
      reject(new SetupError(`${program} could not be started: ${error.message}`));
    });
    child.on('close', (code, signal) => {
      clearInterval(signOfLife);
      if (code === 0) return resolve(lines.join('\n'));
      const end = lines.slice(-SHOWN_LINES).map((line) => `    ${line}`);
      const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
      reject(new SetupError([`${shown} ${how}`, ...end].join('\n')));
    });
  });
}

/**
 * What to show of an error: its sentence if it was written for people, else where it came from as well.
 * @param {unknown} error
 */
export function messageOf(error) {
  if (error instanceof SetupError) return error.message;
  return (error instanceof Error && error.stack) || String(error);
}

/**
 * The frame of every command: runs it, shows an error in a readable way and sets the exit code.
 * @param {() => Promise<number | void>} command returns the exit code; nothing means 0
 */
export async function runCommand(command) {
  const code = await codeOf(command);
  process.exitCode = code;
  // The packager's library (async-exit-hook) ends a process that has run dry with 0, whatever was said before.
  process.on('exit', () => (process.exitCode ||= code));
}

/**
 * @param {() => Promise<number | void>} command
 * @returns {Promise<number>}
 */
async function codeOf(command) {
  try {
    return (await command()) ?? 0;
  } catch (error) {
    process.stderr.write(`\n${messageOf(error)}\n`);
    return 1;
  }
}
