import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import {
  type Parameter,
  type ParameterName,
  parameterNames,
  parameters,
  type ParameterState,
  type ParameterValue,
  type ParameterValues,
} from '../../../shared/contract/parameters.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { SecondPerson } from '../../../shared/contract/values.ts';
import { fen, formatYuan } from '../../../shared/money/fen.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import { type Hospital, readHospital, readSetting, today, writeSetting } from './settings.ts';

type Limits = Hospital['unsentLimits'];
const plainNames = [
  'backupEveryHours',
  'backupKeepNewest',
  'backupKeepWeeks',
  'backupKeepMonths',
  'backupOverdueHours',
  'diskWarnMegabytes',
  'diskRefuseMegabytes',
] as const satisfies readonly ParameterName[];
const limitFields = {
  'unsent.warnCount': 'warnCount',
  'unsent.warnFen': 'warnFen',
  'unsent.warnHours': 'warnHours',
  'unsent.stopCount': 'stopCount',
  'unsent.stopFen': 'stopFen',
  'unsent.stopHours': 'stopHours',
} as const satisfies Record<Exclude<ParameterName, (typeof plainNames)[number]>, keyof Limits>;

/** What counts today. */
export function readParameters(context: ServiceContext): ParameterState {
  const limits = readSetting(context, 'unsentLimits');
  const values = {
    ...Object.fromEntries(plainNames.map((name) => [name, readSetting(context, name)])),
    ...Object.fromEntries(Object.entries(limitFields).map(([name, field]) => [name, limits[field]])),
  };
  return {
    // The compiler cannot see that the two lists name every parameter; `limitFields` would not compile otherwise.
    values: values as ParameterValues,
    backupSecondFolder: readSetting(context, 'backupSecondFolder'),
  };
}

/**
 * Changes parameters from a day on, with the word of a second person; all of them or none. Refuses
 * `parameter_nothing_changed`, `parameter_day_in_past`, `parameter_out_of_bounds`, `parameter_warning_useless`, and
 * what `approve` does.
 */
export async function changeParameters(
  context: ServiceContext,
  actor: Actor,
  change: {
    readonly fromDay: LocalDate;
    readonly values: Partial<ParameterValues>;
    readonly secondPerson: SecondPerson;
  },
): Promise<void> {
  const { fromDay, secondPerson } = change;
  if (fromDay < today(context)) {
    throw new Refusal('parameter_day_in_past', '参数不能从过去的日子起改，请填今天或以后的日期。');
  }
  const before = readParameters(context).values;
  const changed = parameterNames.filter((name) => {
    const value = change.values[name];
    return value !== undefined && value !== before[name];
  });
  if (changed.length === 0) {
    throw new Refusal('parameter_nothing_changed', '没有要改的内容，请改好再保存。');
  }
  const after = { ...before, ...change.values };
  for (const name of changed) requireInBounds(parameters[name], after[name]);
  requireUseful(after);
  const reason = changed
    .map((name) => `${parameters[name].title} ${valueInWords(parameters[name], after[name])}`)
    .join('，');
  const approval = await approve(context, actor, secondPerson, {
    act: 'parameters.change',
    subjectId: readHospital(context, fromDay).windowId,
    reason: `自 ${fromDay} 起：${reason}`,
  });
  inTransaction(context.database, () => {
    recordApproval(context, approval);
    for (const name of plainNames) {
      if (changed.includes(name)) writeSetting(context, actor, name, after[name] as number, fromDay);
    }
    if (changed.some((name) => Object.hasOwn(limitFields, name))) {
      writeSetting(context, actor, 'unsentLimits', limitsOf(after), fromDay);
    }
  });
}

/** A second folder for the copies from today on, or none; with the word of a second person. */
export async function changeBackupFolder(
  context: ServiceContext,
  actor: Actor,
  folder: string | null,
  secondPerson: SecondPerson,
): Promise<void> {
  const day = today(context);
  const approval = await approve(context, actor, secondPerson, {
    act: 'parameters.backupFolder',
    subjectId: readHospital(context, day).windowId,
    reason: folder === null ? '不再用第二备份文件夹' : `第二备份文件夹：${folder}`,
  });
  inTransaction(context.database, () => {
    recordApproval(context, approval);
    writeSetting(context, actor, 'backupSecondFolder', folder, day);
  });
}

/** As people read it. */
function valueInWords(parameter: Parameter, value: ParameterValue): string {
  if (value === null) return '不限';
  return parameter.kind === 'amount' ? `${formatYuan(fen(value))} 元` : `${value} ${parameter.unit}`;
}

function requireInBounds(parameter: Parameter, value: ParameterValue): void {
  const { title, mayBeNone } = parameter;
  if (value === null) {
    if (mayBeNone) return;
    throw new Refusal('parameter_out_of_bounds', `“${title}”不能不填。`);
  }
  if (parameter.kind === 'amount') {
    if (value < 100) throw new Refusal('parameter_out_of_bounds', `“${title}”至少要 1.00 元。`);
    return;
  }
  const { least, most, unit } = parameter;
  if (value < least || value > most) {
    throw new Refusal('parameter_out_of_bounds', `“${title}”只能是 ${least} 到 ${most} ${unit}。`);
  }
}

/** A warning that comes after the stop warns nobody. */
function requireUseful(values: ParameterValues): void {
  const pairs = [
    ['unsent.warnCount', 'unsent.stopCount'],
    ['unsent.warnFen', 'unsent.stopFen'],
    ['unsent.warnHours', 'unsent.stopHours'],
    ['diskRefuseMegabytes', 'diskWarnMegabytes'],
  ] as const;
  for (const [first, second] of pairs) {
    const [low, high] = [values[first], values[second]];
    if (low !== null && high !== null && low > high) {
      throw new Refusal(
        'parameter_warning_useless',
        `“${parameters[first].title}”不能大于“${parameters[second].title}”，否则来不及提醒。`,
      );
    }
  }
}

function limitsOf(values: ParameterValues): Limits {
  const entries = Object.entries(limitFields).map(([name, field]) => [field, values[name as ParameterName]]);
  // Checked by the setting's own schema when it is written.
  return Object.fromEntries(entries) as Limits;
}
