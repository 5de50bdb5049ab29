import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runToEnd } from '../../../build/setup/children.js';
import { say } from '../../../build/setup/progress.js';
import { nameKeys, loadPinyin } from '../../../electron/service/people/name-keys.ts';
import { ServiceProcess } from '../../faults/service-process.ts';
import { writeRoster, type RosterSample } from '../roster/roster-file.ts';
import { figure, table } from '../table.ts';

const personCount = 1_000_000;
/** Nobody listens there: the platform is away, as on many days. */
const platformUrl = 'http://127.0.0.1:9';
const numberLimitMs = 5;
const nameLimitMs = 50;

interface Way {
  readonly title: string;
  readonly texts: readonly string[];
  readonly limitMs: number;
}

/**
 * People are looked for among a million, through the service process as main asks it: every text that somebody types on
 * the way to a name, the beginning of it first. Beside them, in the same run, a request that asks the file nothing but
 * the upload's three figures. True when the 99th percentile of each way stays below its limit.
 */
export async function measurePeople(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'onestop-people-'));
  try {
    say(`Making an encrypted file with ${figure(personCount)} people.`);
    const rosterFile = join(folder, 'roster.csv');
    const sample = await writeRoster(rosterFile, { personCount });
    const dataFolder = join(folder, 'data');
    const maker = join(import.meta.dirname, 'county-file.ts');
    const code = await runToEnd(process.execPath, [maker, JSON.stringify({ dataFolder, rosterFile })]);
    if (code !== 0) throw new Error('the file could not be made');
    await loadPinyin();
    const service = await ServiceProcess.start(dataFolder, platformUrl);
    try {
      return await report(service, waysOf(sample));
    } finally {
      await service.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function waysOf({ numbers, names }: RosterSample): Way[] {
  const typed = (texts: readonly string[]) =>
    texts.flatMap((text) =>
      Array.from(text, (_, end) =>
        Array.from(text)
          .slice(0, end + 1)
          .join(''),
      ),
    );
  const some = names.filter((_, index) => index % 4 === 0);
  const keys = some.map((name) => nameKeys(name));
  const latin = (least: number) => (key: string) => /^[a-z]+$/.test(key) && key.length > least;
  const inFull = keys.flatMap((of) => of.filter(latin(4)).slice(0, 1));
  const initials = keys.flatMap((of) => of.filter((key) => /^[a-z]{2,3}$/.test(key)).slice(0, 1));
  return [
    { title: 'ID number', texts: numbers, limitMs: numberLimitMs },
    { title: 'name, as it is typed', texts: typed(some), limitMs: nameLimitMs },
    { title: 'given name alone', texts: some.map((name) => name.slice(1)), limitMs: nameLimitMs },
    { title: 'pinyin, as it is typed', texts: typed(inFull), limitMs: nameLimitMs },
    { title: 'initials, as they are typed', texts: typed(initials), limitMs: nameLimitMs },
    { title: 'name in a township', texts: some.map((name) => `${name} 王家镇`), limitMs: nameLimitMs },
  ];
}

async function report(service: ServiceProcess, ways: readonly Way[]): Promise<boolean> {
  const ground = await times(200, () => service.request('hospital.status', {}));
  const lines: string[][] = [];
  let reached = true;
  for (const { title, texts, limitMs } of ways) {
    const took = await times(texts.length, (index) =>
      service.request('people.search', { text: texts[index] ?? '' }),
    );
    const [middle, high, longest] = [0.5, 0.99, 1].map((share) => percentile(took, share));
    reached &&= (high ?? Infinity) < limitMs;
    lines.push([
      title,
      figure(took.length),
      figure(middle ?? 0),
      figure(high ?? 0),
      figure(longest ?? 0),
      figure((middle ?? 0) / percentile(ground, 0.5)),
      `${limitMs}`,
    ]);
  }
  const head = [
    'looked for by',
    'asked',
    'median ms',
    '99th ms',
    'longest ms',
    'times the plain request',
    'limit ms',
  ];
  say(table(head, lines));
  say(
    `The plain request: median ${figure(percentile(ground, 0.5))} ms, 99th ${figure(percentile(ground, 0.99))} ms`,
  );
  say(`Each below its limit at the 99th percentile: ${reached ? 'reached' : 'NOT REACHED'}`);
  return reached;
}

async function times(count: number, ask: (index: number) => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const start = performance.now();
    await ask(index);
    took.push(performance.now() - start);
  }
  return took.sort((left, right) => left - right);
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
