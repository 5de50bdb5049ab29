import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { PlatformChange } from '../../../shared/contract/platform.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { SecondPerson } from '../../../shared/contract/values.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { type Hospital, readHospital, type SettingName, today, writeSetting } from '../hospital/settings.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import { checkedChange, requireSafeAddress } from './check.ts';
import { type SecretName, writeSecret } from './secrets.ts';

/** Which setting a field of the change is. */
const settingOf = {
  url: 'platformUrl',
  plainHttp: 'platformPlainHttp',
  signIn: 'platformSignIn',
  operator: 'platformOperator',
  authority: 'platformAuthority',
  platformKey: 'platformKey',
} as const satisfies Partial<Record<keyof PlatformChange, SettingName>>;
/** As the screen calls them: the second person reads them, and the log keeps them. */
const titles = {
  url: '平台地址',
  plainHttp: '不加密的连接',
  signIn: '签到',
  operator: '操作员编号',
  authority: '信任的证书机构',
  platformKey: '平台公钥',
  signingSecret: '约定的密钥',
  signingKeyHex: '本院私钥',
} as const satisfies Record<keyof typeof settingOf | SecretName, string>;
const secretNames = ['signingSecret', 'signingKeyHex'] as const satisfies readonly SecretName[];

/**
 * Changes how the platform is reached, from a day on, with the word of a second person. All of it or nothing. Refuses
 * `platform_nothing_changed`, `platform_day_in_past`, what `checkedChange` and `requireSafeAddress` refuse, and what
 * `approve` does.
 */
export async function changePlatform(
  context: ServiceContext,
  actor: Actor,
  asked: PlatformChange,
  secondPerson: SecondPerson,
): Promise<void> {
  const change = checkedChange(asked, context.clock.now());
  const { fromDay } = change;
  if (fromDay < today(context)) {
    throw new Refusal('platform_day_in_past', '平台设置不能从过去的日子起改，请填今天或以后的日期。');
  }
  const settings = settingsOf(change);
  const secrets = secretNames.filter((name) => change[name] !== undefined);
  const changed = Object.entries(titles).flatMap(([field, title]) =>
    change[field as keyof typeof titles] === undefined ? [] : [title],
  );
  if (changed.length === 0) throw new Refusal('platform_nothing_changed', '没有要改的内容，请填好再保存。');
  const hospital = readHospital(context, fromDay);
  requireSafeAddress({ ...hospital, ...Object.fromEntries(settings) });
  const approval = await approve(context, actor, secondPerson, {
    act: 'platform.change',
    subjectId: hospital.windowId,
    reason: `自 ${fromDay} 起：${changed.join('、')}`,
  });
  inTransaction(context.database, () => {
    recordApproval(context, approval);
    for (const [name, value] of settings) write(context, actor, name, value, fromDay);
    for (const name of secrets) writeSecret(context, actor, name, change[name] ?? null, fromDay);
  });
  context.wakeSender();
}

type Changed = readonly [SettingName, Hospital[SettingName]];

function settingsOf(change: PlatformChange): Changed[] {
  return Object.entries(settingOf).flatMap(([field, name]): Changed[] => {
    const value = change[field as keyof typeof settingOf];
    return value === undefined ? [] : [[name, value]];
  });
}

function write(
  context: ServiceContext,
  actor: Actor,
  name: SettingName,
  value: Hospital[SettingName],
  fromDay: LocalDate,
): void {
  // The compiler cannot see that this value belongs to this name; the schema of the name checks it again.
  writeSetting(context, actor, name, value as never, fromDay);
}
