import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Something to be timed: `run` does the work `count` times. */
export interface Subject {
  readonly name: string;
  run(count: number): Promise<void>;
}

/** What was seen of a subject. The rounds of all subjects belong together by their index. */
export interface Measured {
  readonly name: string;
  /** Work done per second of processor time, one number for each round. */
  readonly ratesPerSecond: readonly number[];
}

export interface Rounds {
  readonly count: number;
  /** How much processor time each subject gets in each round, about. */
  readonly lengthMs: number;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/**
 * Share of a round that is worked untimed before the clock starts. Each turn begins with the neighbour's garbage
 * collected, and a full collection also throws away compiled code whose objects are all gone: seen to double the time
 * of the fast engines in rounds of this length. The running start compiles it again, for all alike.
 */
const runningStart = 0.5;

/**
 * Times all subjects in turn, round after round, so that whatever else the machine does meets all alike. Every
 * subject is warmed up first; every second round goes backwards, so that none always follows the same neighbour.
 */
export async function measure(subjects: readonly Subject[], rounds: Rounds): Promise<Measured[]> {
  const counts = new Map<Subject, number>();
  for (const subject of subjects) counts.set(subject, await countFor(subject, rounds.lengthMs));
  const rates = new Map<Subject, number[]>(subjects.map((subject) => [subject, []]));
  for (let round = 0; round < rounds.count; round += 1) {
    for (const subject of round % 2 === 0 ? subjects : subjects.toReversed()) {
      const count = counts.get(subject) ?? 1;
      collectGarbage();
      await subject.run(Math.ceil(count * runningStart));
      rates.get(subject)?.push((count / (await runMs(subject, count))) * 1000);
    }
  }
  return subjects.map((subject) => ({ name: subject.name, ratesPerSecond: rates.get(subject) ?? [] }));
}

/** How often the work fits into a round. Doubling up to that length is the warm-up. */
async function countFor(subject: Subject, lengthMs: number): Promise<number> {
  for (let count = 1; ; count *= 2) {
    const took = await runMs(subject, count);
    if (took >= lengthMs / 2) return Math.max(1, Math.round((count * lengthMs) / took));
  }
}

/** Processor time of the whole process, its other threads included: another program's work does not count. */
async function runMs(subject: Subject, count: number): Promise<number> {
  const before = process.cpuUsage();
  await subject.run(count);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined) throw new Error('nothing was measured');
  return (low + high) / 2;
}

/** How many times faster one subject is than another: the median over rounds, each against its own neighbours. */
export function timesFaster(one: Measured, other: Measured): number {
  return median(one.ratesPerSecond.map((rate, round) => rate / (other.ratesPerSecond[round] ?? Infinity)));
}
