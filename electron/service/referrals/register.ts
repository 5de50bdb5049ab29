import type { RequestInput, RequestOutput } from '../../../shared/contract/contract.ts';
import type { RegisteredReferral } from '../../../shared/contract/referrals.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { isThere } from '../outbox/told.ts';
import { personOfStay } from '../emergency/unknown.ts';

const pageRows = 100;

interface RegisterRow extends Omit<
  RegisteredReferral,
  'diagnosis' | 'isWithdrawn' | 'isFiledAtPlatform' | 'upload'
> {
  readonly diagnosis: string;
  readonly isWithdrawn: 0 | 1;
  readonly uploadState: string | null;
  readonly isThere: 'yes' | 'no' | 'perhaps' | null;
}

/** SQL: what a line of the register says, over referrals to us and from here. */
const both = `
SELECT referral.id AS referralId, 'in' AS direction, certificate.number, referral.stay_id AS stayId,
  from_hospital AS otherHospital, referred_on AS day, valid_to AS validTo, diagnosis, referral.recorded_at AS recordedAt,
  EXISTS (SELECT 1 FROM stay_cancellation WHERE stay_id = referral.stay_id) AS isWithdrawn
FROM referral LEFT JOIN received_certificate AS certificate ON certificate.referral_id = referral.id
UNION ALL
SELECT issued.id, 'out', number, issued.stay_id, to_hospital, issued_on, valid_to, diagnosis, issued.recorded_at,
  EXISTS (SELECT 1 FROM issued_referral_withdrawal WHERE referral_id = issued.id)
FROM issued_referral AS issued`;

/** SQL: what is looked through, as it was typed once: hospitals with full-width brackets among it. */
const shown = 'concat_ws(char(10), number, personName, otherHospital, admission_number)';

/** Referrals both ways, the newest day first, a page at a time; `text` is looked for inside number, name and hospital. */
export function referralRegister(
  context: ServiceContext,
  { direction, text, offset }: RequestInput<'referrals.register'>,
): RequestOutput<'referrals.register'> {
  const rows = statement<object, RegisterRow>(
    context.database,
    `SELECT referralId, direction, number, ${personOfStay('stay')} AS personId, line.stayId, personName,
       otherHospital, day, validTo, diagnosis, admission_number AS admissionNumber, isWithdrawn,
       (SELECT CASE WHEN state = 'done' THEN 'done' WHEN closed_at IS NOT NULL THEN 'none'
          WHEN state = 'dead' THEN 'dead' ELSE 'waiting' END
        FROM outbox WHERE kind = 'referral' AND fact_id = referralId ORDER BY sequence DESC LIMIT 1) AS uploadState,
       (SELECT ${isThere('told')} FROM outbox AS told WHERE kind = 'referral' AND fact_id = referralId
        ORDER BY sequence DESC LIMIT 1) AS isThere
     FROM (SELECT *, coalesce((SELECT name FROM person_entry
         WHERE person_id = (SELECT ${personOfStay('stay')} FROM stay WHERE stay.id = both.stayId)
         ORDER BY import_sequence DESC LIMIT 1), '') AS personName
       FROM (${both}) AS both) AS line JOIN stay ON stay.id = line.stayId
     WHERE (@direction IS NULL OR direction = @direction)
       AND (instr(${shown}, @text) OR instr(${shown}, @plain))
     ORDER BY day DESC, recordedAt DESC, referralId DESC LIMIT ${pageRows + 1} OFFSET @offset`,
  ).all({ direction, text: text.trim(), plain: text.normalize('NFKC').trim(), offset });
  return {
    rows: rows.slice(0, pageRows).map(({ uploadState, isThere: there, diagnosis, isWithdrawn, ...row }) => ({
      ...row,
      diagnosis: JSON.parse(diagnosis) as RegisteredReferral['diagnosis'],
      isWithdrawn: isWithdrawn === 1,
      isFiledAtPlatform: there === 'yes' || there === 'perhaps',
      upload: (uploadState ?? 'none') as RegisteredReferral['upload'],
    })),
    more: rows.length > pageRows,
  };
}
