import { type Client, refusalOf } from '../app/client.ts';

/** What became of a paper that is to be signed. */
export interface PrintedPaper {
  readonly sentence: string;
  readonly isTrouble: boolean;
}

/**
 * Prints an agreement or a certificate where papers of its kind go. What it is about is recorded by then, so trouble with
 * the paper never looks like trouble with that. `reason` is asked from the second print on.
 */
export async function printSigned(
  client: Client,
  kind: 'treat_first_agreement' | 'referral_certificate',
  subjectId: string,
  reason: string | null,
): Promise<PrintedPaper> {
  try {
    const result = await client.request('documents.print', { kind, subjectId, paper: 'A4', reason });
    return { sentence: result.sentence, isTrouble: result.outcome !== 'spooled' };
  } catch (error) {
    return { sentence: `已经登记，但没有打印：${refusalOf(error).sentence}`, isTrouble: true };
  }
}
