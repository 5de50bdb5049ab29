import { answer } from '../../electron/service/answer.ts';
import type { Asked } from '../../electron/service/gate.ts';
import { handlers } from '../../electron/service/handlers.ts';
import type { Answer } from '../../shared/contract/refusal.ts';
import { type Role, roles } from '../../shared/contract/request.ts';
import { type TestHospital, testPassword } from '../service/harness/hospital.ts';

/** Nobody sits at the first window, one role at each of the others. */
export const columns: readonly (Role | 'nobody')[] = ['nobody', ...roles];

export const windowOf = (column: Role | 'nobody'): number => columns.indexOf(column);

export async function signInEveryRole(hospital: TestHospital): Promise<void> {
  for (const login of roles) {
    const input = { login, password: testPassword };
    const answered = await ask(hospital, { windowId: windowOf(login), name: 'staff.signIn', input });
    if (!answered.ok) throw new Error(answered.error.code);
  }
}

/** One request through the gate, as main hands it to the service. */
export function ask(
  { context }: TestHospital,
  asked: Pick<Asked, 'windowId' | 'name' | 'input'> & Partial<Asked>,
): Promise<Answer<unknown>> {
  return answer(context, handlers, { fromHost: false, filePath: null, ...asked });
}
