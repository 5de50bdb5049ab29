import type { PersonCard } from '../../../shared/contract/people.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { isLive } from '../settlements/live.ts';
import { visitTypeOf } from '../stays/stay.ts';

type OnCard = PersonCard['settlements'][number];
type Row = Omit<OnCard, 'isReversed'> & { readonly isLive: number };

/** The last fifty settlements and reversals of a person here, the newest first. */
export function listSettlementsOfPerson(context: ServiceContext, personId: string): OnCard[] {
  return statement<[string], Row>(
    context.database,
    `SELECT id AS settlementId, slip_number AS slipNumber, settled_on AS settledOn, kind, total_fen AS totalFen,
       (SELECT ${visitTypeOf('stay')} FROM stay WHERE stay.id = stay_id) AS visitType, personal_fen AS personalFen, ${isLive('made')} AS isLive
     FROM settlement AS made WHERE person_id = ? ORDER BY rowid DESC LIMIT 50`,
  )
    .all(personId)
    .map(({ isLive: live, ...made }) => ({ ...made, isReversed: made.kind !== 'reversal' && live === 0 }));
}
