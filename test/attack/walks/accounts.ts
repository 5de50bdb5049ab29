import { Secret, TOTP } from 'otpauth';
import { testPassword } from '../../service/harness/hospital.ts';
import type { Walk } from '../walk.ts';

/** Made, given a password, changed, signed in and out. */
export async function accounts(walk: Walk): Promise<void> {
  const office = 'information_office';
  const password = '山河湖海与四月的天空';
  await walk.does('staff.createAccount', office, {
    login: 'new',
    displayName: '新来的',
    role: 'clerk',
    password,
  });
  const { accountId } = walk.hospital.context.database
    .prepare("SELECT id AS accountId FROM staff_account WHERE login = 'new'")
    .get() as { accountId: string };
  const secondPerson = walk.second('finance');
  await walk.does('staff.resetPassword', office, { accountId, newPassword: `${password}一`, secondPerson });
  await walk.does('staff.changeRole', office, { accountId, role: 'auditor', secondPerson });
  await walk.does('staff.signIn', 'auditor', { login: 'new', password: `${password}一` });
  await walk.does('staff.changePassword', 'auditor', {
    password: `${password}一`,
    newPassword: `${password}二`,
  });
  await walk.does('staff.signOut', 'auditor', {});
  await walk.does('staff.signIn', 'auditor', { login: 'auditor', password: testPassword });
}

/** Set up and taken away. */
export async function oneTimeCodes(walk: Walk): Promise<void> {
  const { context, actor } = walk.hospital;
  const { secret } = await walk.reads('staff.beginCode', 'finance', { password: testPassword });
  const code = new TOTP({ secret: Secret.fromBase32(secret!) }).generate({
    timestamp: context.clock.now().getTime(),
  });
  await walk.does('staff.confirmCode', 'finance', { code });
  await walk.does('staff.removeCode', 'information_office', {
    accountId: actor('finance').accountId,
    secondPerson: walk.second('cashier_lead'),
  });
  await walk.does('staff.signIn', 'finance', { login: 'finance', password: testPassword });
}
