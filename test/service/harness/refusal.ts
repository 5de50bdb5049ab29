import { Refusal } from '../../../shared/contract/refusal.ts';

/** The refusal that an act ends in; any other error as it is. */
export async function refusalOf(act: () => unknown): Promise<Refusal> {
  try {
    await act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

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
