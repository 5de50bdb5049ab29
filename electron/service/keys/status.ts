import type { KeyStatus } from '../../../shared/contract/keys.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { ownFingerprint } from './acts.ts';

type Print = NonNullable<KeyStatus['print']> & { readonly sequence: number };
type Test = NonNullable<KeyStatus['test']> & { readonly sequence: number };

/** Whether the key this file is open with lies on paper, and whether that paper was tried. */
export function keyStatus(context: ServiceContext): KeyStatus {
  const fingerprint = ownFingerprint(context);
  const print = lastPrint(context, fingerprint);
  const test = lastTest(context, fingerprint);
  return {
    fingerprint,
    // A newer paper is another paper: it has to be tried itself.
    state:
      print === undefined
        ? 'never_printed'
        : test && test.sequence > print.sequence
          ? 'tested'
          : 'not_tested',
    print:
      print === undefined
        ? null
        : { at: print.at, by: print.by, approvedBy: print.approvedBy, outcome: print.outcome },
    test: test === undefined ? null : { at: test.at, by: test.by },
  };
}

/** A printer that did not answer may have printed. */
function lastPrint(context: ServiceContext, fingerprint: string): Print | undefined {
  return statement<[string], Print>(
    context.database,
    `SELECT sequence, key.recorded_at AS at, printer.display_name AS "by", second.display_name AS approvedBy, outcome
     FROM recovery_key_act AS key
     JOIN approval ON approval.id = key.approval_id
     JOIN staff_account AS printer ON printer.id = key.recorded_by
     JOIN staff_account AS second ON second.id = approval.second_account_id
     WHERE key.act = 'printed' AND outcome <> 'failed' AND fingerprint = ? ORDER BY sequence DESC LIMIT 1`,
  ).get(fingerprint);
}

function lastTest(context: ServiceContext, fingerprint: string): Test | undefined {
  return statement<[string], Test>(
    context.database,
    `SELECT sequence, key.recorded_at AS at, tester.display_name AS "by"
     FROM recovery_key_act AS key JOIN staff_account AS tester ON tester.id = key.recorded_by
     WHERE key.act = 'matched' AND fingerprint = ? ORDER BY sequence DESC LIMIT 1`,
  ).get(fingerprint);
}
