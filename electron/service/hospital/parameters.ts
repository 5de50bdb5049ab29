import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import {
  type Parameter,
  type ParameterName,
  parameterNames,
  parameters,
  type ParameterState,
  type ParameterValue,
  type ParameterValues,
  parameterWords,
} from '../../../shared/contract/parameters.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { SecondPerson } from '../../../shared/contract/values.ts';
import { cashRoundings } from '../../../shared/money/cash-rounding.ts';
import { fen, formatYuan } from '../../../shared/money/fen.ts';
import { oneTimeCodeRoles } from '../../../shared/staff/one-time-code-roles.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import {
  type Hospital,
  readHospital,
  readSetting,
  type SettingName,
  today,
  writeSetting,
} from './settings.ts';

const plainNames = [
  'passwordDays',
  'auditKeptMonths',
  'revealsPerDay',
  'sessionHours',
  'backupEveryHours',
  'backupKeepNewest',
  'backupKeepWeeks',
  'backupKeepMonths',
  'backupOverdueHours',
  'diskWarnMegabytes',
  'diskRefuseMegabytes',
  'referralValidDays',
  'layerEndDays',
  'followUpDays',
  'hardshipFromFen',
] as const satisfies readonly (ParameterName & SettingName)[];
/** Settings of several fields, and which parameter each field is. */
const fieldsOf = {
  trialDifference: { 'difference.warnFen': 'warnFen', 'difference.refuseFen': 'refuseFen' },
  aloneHours: { 'alone.fromHour': 'fromHour', 'alone.untilHour': 'untilHour' },
  irregularityLimits: {
    'irregular.splitDays': 'splitDays',
    'irregular.settleAfterDeathDays': 'settleAfterDeathDays',
    'irregular.dailyItemExtraDays': 'dailyItemExtraDays',
    'irregular.capNearPercent': 'capNearPercent',
    'irregular.capLastDays': 'capLastDays',
    'irregular.capRisePercent': 'capRisePercent',
    'irregular.reversalsPerMonth': 'reversalsPerMonth',
    'irregular.waiversPerYear': 'waiversPerYear',
    'irregular.outOfCataloguePercent': 'outOfCataloguePercent',
  },
  unsentLimits: {
    'unsent.warnCount': 'warnCount',
    'unsent.warnFen': 'warnFen',
    'unsent.warnHours': 'warnHours',
    'unsent.stopCount': 'stopCount',
    'unsent.stopFen': 'stopFen',
    'unsent.stopHours': 'stopHours',
  },
} as const satisfies {
  readonly [Name in SettingName]?: Partial<Record<ParameterName, keyof Hospital[Name]>>;
};
type FieldSetting = keyof typeof fieldsOf;

/** What counts today. */
export function readParameters(context: ServiceContext): ParameterState {
  const values: Partial<ParameterValues> = {
    ...Object.fromEntries(plainNames.map((name) => [name, readSetting(context, name)])),
    cashRounding: cashRoundings.indexOf(readSetting(context, 'cashRounding')),
    oneTimeCodeFor: oneTimeCodeRoles.indexOf(readSetting(context, 'oneTimeCodeFor')),
  };
  for (const setting of fieldSettings) {
    const stored: Readonly<Record<string, ParameterValue>> = readSetting(context, setting);
    for (const [name, field] of fieldEntries(setting)) values[name] = stored[field] ?? null;
  }
  return {
    // A parameter that were missing would be refused by the contract's own schema.
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
    .map((name) => `${parameters[name].title} ${parameterWords(parameters[name], after[name])}`)
    .join('，');
  const approval = await approve(context, actor, secondPerson, {
    act: 'parameters.change',
    subjectId: readHospital(context, fromDay).windowId,
    reason: `自 ${fromDay} 起：${reason}`,
  });
  inTransaction(context.database, () => {
    recordApproval(context, approval);
    for (const name of plainNames) {
      if (changed.includes(name)) writeSetting(context, actor, name, after[name] as never, fromDay);
    }
    if (changed.includes('cashRounding')) {
      writeSetting(context, actor, 'cashRounding', cashRoundings[after.cashRounding ?? 0] ?? 'none', fromDay);
    }
    if (changed.includes('oneTimeCodeFor')) {
      const chosen = oneTimeCodeRoles[after.oneTimeCodeFor ?? 0] ?? 'none';
      writeSetting(context, actor, 'oneTimeCodeFor', chosen, fromDay);
    }
    for (const setting of fieldSettings) {
      if (!fieldEntries(setting).some(([name]) => changed.includes(name))) continue;
      const fields = Object.fromEntries(fieldEntries(setting).map(([name, field]) => [field, after[name]]));
      // Checked by the setting's own schema when it is written.
      writeSetting(context, actor, setting, fields as never, fromDay);
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

function requireInBounds(parameter: Parameter, value: ParameterValue): void {
  const { title, mayBeNone } = parameter;
  if (value === null) {
    if (mayBeNone) return;
    throw new Refusal('parameter_out_of_bounds', `“${title}”不能不填。`);
  }
  if (parameter.kind === 'choice') {
    if (value < parameter.choices.length) return;
    throw new Refusal('parameter_out_of_bounds', `“${title}”没有这个选择。`);
  }
  if (parameter.kind === 'amount') {
    if (value >= parameter.leastFen) return;
    const least = formatYuan(fen(parameter.leastFen));
    throw new Refusal('parameter_out_of_bounds', `“${title}”至少要 ${least} 元。`);
  }
  const { least, most, unit } = parameter;
  if (value < least || value > most) {
    throw new Refusal('parameter_out_of_bounds', `“${title}”只能是 ${least} 到 ${most} ${unit}。`);
  }
}

/** A warning that comes after the stop warns nobody. */
function requireUseful(values: ParameterValues): void {
  const [fromHour, untilHour] = [values['alone.fromHour'], values['alone.untilHour']];
  if ((fromHour === null) !== (untilHour === null) || (fromHour !== null && fromHour === untilHour)) {
    throw new Refusal(
      'parameter_alone_hours_wrong',
      '夜间一人先办的两个钟点要一起填，而且不能相同；两个都不填，就是不允许。',
    );
  }
  const pairs = [
    ['unsent.warnCount', 'unsent.stopCount'],
    ['unsent.warnFen', 'unsent.stopFen'],
    ['unsent.warnHours', 'unsent.stopHours'],
    ['diskRefuseMegabytes', 'diskWarnMegabytes'],
    ['difference.warnFen', 'difference.refuseFen'],
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

const fieldSettings = Object.keys(fieldsOf) as FieldSetting[];

function fieldEntries(setting: FieldSetting): (readonly [ParameterName, string])[] {
  return Object.entries(fieldsOf[setting]) as [ParameterName, string][];
}
