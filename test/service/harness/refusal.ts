import { Refusal } from '../../../shared/contract/refusal.ts';

/** The code of the refusal that an act ends in; `not refused` if it succeeds; any other error as it is. */
export async function refusalCode(act: () => unknown): Promise<string> {
  try {
    await act();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'not refused';
}
