import type { CopySource, Rehearsal } from '../../../shared/contract/backups.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { connectReadOnly } from '../database/connection.ts';
import { newestVersion } from '../database/migrations/migrations.ts';
import { runFileJob } from '../file-work/file-work.ts';
import type { Tell } from '../file-work/jobs.ts';
import { askCentre, type CentreAnswer } from './centre.ts';
import { contextOfFile, type RecoveryGround } from './ground.ts';
import { pathOf } from './places.ts';

/** A rehearsal with what only the service keeps of it. */
export interface KeptRehearsal {
  readonly shown: Rehearsal;
  readonly centre: CentreAnswer;
  readonly file: string;
  readonly auditMayBeBroken: boolean;
}

/**
 * What it would mean to put a copy in place: what would be lost, what would come back, what the centre holds and the
 * copy does not. Both files are opened for reading only and nothing is written anywhere. Refuses as opening does, and
 * `backup_unknown`, `backup_of_other_hospital`, `backup_audit_broken`.
 */
export async function rehearse(
  ground: RecoveryGround,
  source: CopySource,
  wantsCentre: boolean,
): Promise<KeptRehearsal> {
  const file = pathOf(ground.places, source);
  const tell: Tell = (progress) => ground.tell({ act: 'rehearse', ...progress });
  // A file saved out of a damaged one may have lost rows of its log; that is said, and people decide.
  const auditMayBeBroken = source.place === 'salvaged';
  const copy = { ...ground.connection, file };
  const order = { present: ground.connection, copy, newestVersion, auditMayBeBroken };
  const compared = await runFileJob('compare', order, tell).result;
  const centre = wantsCentre ? await askAbout(ground, file, tell) : notAsked;
  const shown: Rehearsal = {
    rehearsalId: ground.newId(),
    source,
    sha256: compared.sha256,
    content: compared.content,
    auditWhole: compared.auditWhole,
    warnings: warningsOf(compared, centre),
    lost: compared.lost,
    returning: compared.returning,
    centre: {
      ...centre,
      unknownHere: centre.unknownHere.slice(0, 500).map(({ stayId, admissionNumber, held }) => ({
        settlementNumber: held.settlementNumber,
        stayId,
        admissionNumber,
        totalFen: held.amounts.cost.totalFen,
        personalFen: held.amounts.personalFen,
      })),
    },
  };
  return { shown, centre, file, auditMayBeBroken };
}

const notAsked: CentreAnswer = { asked: 'not_asked', askedStays: 0, notAskedStays: 0, unknownHere: [] };

async function askAbout(
  ground: RecoveryGround,
  file: string,
  tell: Parameters<typeof askCentre>[2],
): Promise<CentreAnswer> {
  const copy = connectReadOnly({ ...ground.connection, file });
  try {
    const platform = ground.platformOf(contextOfFile(ground, copy));
    try {
      return await askCentre(copy, platform, tell);
    } finally {
      platform?.close();
    }
  } finally {
    copy.close();
  }
}

function warningsOf(
  { auditWhole, lost, content }: Pick<Rehearsal, 'auditWhole' | 'lost' | 'content'>,
  { asked, notAskedStays }: CentreAnswer,
): string[] {
  const warnings = [
    '换用前已交给病人的结算单仍在外面。换用当天新开的结算单号中间带换用的时刻（如 20200310-143207-0001），不会与它们重号。',
  ];
  if (!lost.presentReadable) {
    warnings.push('现在的数据文件读不全，下面列出的“会丢失的”只是读得到的部分，实际可能更多。');
  }
  if (lost.onlyInCopy > 0) {
    warnings.push(`这一份里有 ${lost.onlyInCopy} 笔结算是现在的文件没有的，它不是现在这个文件的早期备份。`);
  }
  if (!auditWhole) warnings.push('这一份的操作日志有缺失。换用以后，日志核对会一直指出缺失的地方。');
  if (content.schemaVersion < newestVersion) {
    warnings.push('这一份由较早版本的程序写成，换用时会升级到现在的版本。');
  }
  if (asked === 'unreachable') warnings.push('平台连不上，没有问到中心有没有这份备份之后的结算。');
  if (asked === 'not_set') warnings.push('没有设置平台地址，没有向中心查询。');
  if (asked === 'asked' && notAskedStays > 0) {
    warnings.push(`还有 ${notAskedStays} 次住院没有向中心查询，请与中心对账核实。`);
  }
  return warnings;
}

/** Rehearsals of this run by their id; a person compares a few. */
export class Rehearsals {
  readonly #kept = new Map<string, KeptRehearsal>();

  keep(rehearsal: KeptRehearsal): void {
    this.#kept.set(rehearsal.shown.rehearsalId, rehearsal);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > 20 && oldest !== undefined) this.#kept.delete(oldest);
  }

  /** Refuses `rehearsal_unknown`. */
  find(rehearsalId: string): KeptRehearsal {
    const found = this.#kept.get(rehearsalId);
    if (found === undefined) {
      throw new Refusal('rehearsal_unknown', '这次演练的结果已经不在了，请重新演练。');
    }
    return found;
  }
}
