import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { copySourceSchema } from '../../../shared/contract/backups.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { databaseRefusal } from '../database/failure.ts';
import { traceOf } from '../fault.ts';
import { listInWords, rehearsalInWords, salvageInWords } from './recover/words.ts';
import { groundOfFolder } from './recover/ground.ts';
import { readSecrets } from './recover/secrets.ts';
import { requireNobodyElse } from './recover/nobody-else.ts';
import { runFileJob } from '../file-work/file-work.ts';
import { finishRestore } from '../recovery/journal.ts';
import { listCopies } from '../recovery/list.ts';
import { rehearse } from '../recovery/rehearse.ts';
import { restore } from '../recovery/restore.ts';
import { requireTwoPeople } from '../recovery/two-people.ts';

/**
 * `npm run -s recover -- list|salvage <data folder>`, `rehearse|restore <data folder> <place>/<file>
 * [--second-folder <folder>]`: recovery without a window, for the information office. Standard input gives the recovery
 * key in its first line; `restore` wants four more: login and password of the person, login and password of the second
 * one, both of the file that is put in place. Ends with 0, with 1 and a sentence when refused, with 2 when asked wrongly.
 */
const usage = `usage: npm run -s recover -- list <data folder>
       npm run -s recover -- rehearse <data folder> <place>/<file>
       npm run -s recover -- salvage <data folder>
       npm run -s recover -- restore <data folder> <place>/<file> --reason <text>
place: data, second (with --second-folder), salvaged, set_aside
first line of standard input: the recovery key; for restore also login, password, second login, second password`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'second-folder': { type: 'string' }, reason: { type: 'string' } },
});
process.exitCode = await main(positionals);

async function main([act, folder, target]: readonly string[]): Promise<number> {
  const known = act === 'list' || act === 'rehearse' || act === 'salvage' || act === 'restore';
  if (!known || folder === undefined || !existsSync(folder)) {
    console.error(usage);
    return 2;
  }
  try {
    await run(act, path.resolve(folder), target);
    return 0;
  } catch (error) {
    const refusal = error instanceof Refusal ? error : databaseRefusal(error);
    console.error(refusal === undefined ? traceOf(error) : `${refusal.code}: ${refusal.sentence}`);
    return 1;
  }
}

async function run(
  act: 'list' | 'rehearse' | 'salvage' | 'restore',
  dataFolder: string,
  target: string | undefined,
): Promise<void> {
  const secrets = await readSecrets(process.stdin, act === 'restore');
  const ground = groundOfFolder(dataFolder, values['second-folder'] ?? null, secrets.keyHex);
  if (act === 'list') {
    console.log(listInWords(await listCopies(ground.places, ground.connection, [])));
    return;
  }
  if (act === 'salvage') {
    const order = { damaged: ground.connection, dataFolder, at: new Date().toISOString() };
    console.log(salvageInWords(await runFileJob('salvage', order).result));
    return;
  }
  const rehearsal = await rehearse(ground, sourceOf(target), true);
  console.log(rehearsalInWords(rehearsal.shown));
  if (act === 'rehearse') return;
  const people = await requireTwoPeople(
    ground,
    { counted: ground, asksCodes: false },
    rehearsal.file,
    secrets.people(),
  );
  requireNobodyElse(ground.connection);
  const reason = values.reason?.trim() ?? '';
  if (reason === '') throw new Refusal('recover_reason_missing', '请用 --reason 写明换用的原因。');
  const { setAside } = await restore(ground, { rehearsal, reason, ...people });
  finishRestore(dataFolder);
  console.log(`已换用。原文件在 set-aside/${setAside ?? '（原来没有文件）'}`);
}

function sourceOf(target: string | undefined) {
  const [place, fileName] = (target ?? '').split('/');
  const source = copySourceSchema.safeParse({ place, fileName });
  if (!source.success) {
    throw new Refusal(
      'recover_target_wrong',
      '请写明要用哪一份，例如 data/hospital-….db，可先用 list 查看。',
    );
  }
  return source.data;
}
