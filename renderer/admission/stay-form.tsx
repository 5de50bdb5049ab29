import { NativeSelect, SimpleGrid } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import type { PersonCard } from '../../shared/contract/people.ts';
import type { Stay } from '../../shared/contract/stays.ts';
import { placeSchema } from '../../shared/contract/values.ts';
import { places } from '../../shared/engine/claim.ts';
import { useDraft } from '../app/drafts.tsx';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { TypedFields } from '../desk/typed-fields.tsx';
import { Confirmation } from '../settlement/confirmation.ts';
import { placeTitles } from '../settlement/titles.ts';
import { ChecksFields } from './checks-fields.tsx';
import { noReferral, receivedFields, referralOf, typedReferralSchema } from './received-fields.ts';
import {
  allFields,
  daysOf,
  detailFields,
  detailOf,
  diagnosisCodeOf,
  type Opening,
  type TypedStay,
  typedStay,
  typedStaySchema,
} from './stay-fields.ts';
import { OutlookNotes, TreatFirstLine } from './treat-first-line.tsx';
import { checksOf, type TypedChecks, typedChecksSchema, uncheckedYet } from './typed-checks.ts';
import { useOutlook } from './use-outlook.ts';

interface StayFormProps {
  readonly card: Pick<PersonCard, 'personId' | 'name'>;
  readonly today: string;
  /** The stay to change; undefined registers a new one. */
  readonly stay: Stay | undefined;
  /** What else can be done with a stay that is there. */
  readonly acts?: ReactNode;
  readonly onDone: (stay: Stay) => void;
  readonly onClose: () => void;
}

/** One form for a new stay with its checks, or for what became known of one that is not settled. */
export function StayForm({ card, today, stay, acts, onDone, onClose }: StayFormProps) {
  const form = useStayForm(card.personId, today, stay);
  const { place, typed, sentBy, checks } = form;
  const outlook = useOutlook(questionOf(card.personId, stay, form));
  const isNew = stay === undefined;
  return (
    <FormDialog
      title={isNew ? `登记入院 ${card.name}` : `修改住院 ${card.name} ${stay.admissionNumber}`}
      size="70rem"
      act={form.act}
      submitLabel={isNew ? '登记' : '保存'}
      isResumed={form.isResumed}
      onSubmit={() => form.submit(onDone)}
      onClose={onClose}
    >
      {acts}
      <SimpleGrid cols={4} spacing="sm">
        <NativeSelect
          label="就医地"
          value={place}
          data={places.map((value) => ({ value, label: placeTitles[value] }))}
          onChange={(event) => form.change({ place: event.currentTarget.value as Opening['place'] })}
        />
        <TypedFields
          fields={isNew ? allFields : detailFields}
          typed={typed}
          onTyped={(changed) => form.change({ typed: { ...typed, ...changed } })}
        />
        {place === 'referred' && stay?.place !== 'referred' && (
          <TypedFields
            fields={receivedFields}
            typed={sentBy}
            onTyped={(changed) => form.change({ sentBy: changed })}
            takesFocus={false}
          />
        )}
      </SimpleGrid>
      {outlook !== undefined && <TreatFirstLine treatFirst={outlook.treatFirst} />}
      {isNew && <ChecksFields checks={checks} onChecks={(changed) => form.change({ checks: changed })} />}
      {outlook !== undefined && <OutlookNotes outlook={outlook} />}
    </FormDialog>
  );
}

/** Everything that is typed; it survives a crash. */
const draftSchema = z.object({
  place: placeSchema,
  typed: typedStaySchema,
  sentBy: typedReferralSchema,
  checks: typedChecksSchema,
});

/** What is typed, and what becomes of it. */
function useStayForm(personId: string, today: string, stay: Stay | undefined) {
  const client = useClient();
  const act = useAct();
  const draft = useDraft(`stay:${stay?.stayId ?? `of:${personId}`}`, draftSchema, () => ({
    place: stay?.place ?? 'county',
    typed: typedStay(stay, today),
    sentBy: noReferral,
    checks: uncheckedYet,
  }));
  const { place, typed, sentBy, checks } = draft.value;
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, opening: Opening) =>
        client.request('stays.open', { requestId, ...opening }),
      ),
  );
  const submit = (onDone: (stay: Stay) => void) =>
    act.run(async () => {
      const detail = detailOf(typed, place, stay);
      const referral = place === 'referred' ? referralOf(sentBy, detail.diagnoses[0]) : null;
      if (stay !== undefined) {
        return onDone(await client.request('stays.change', { stayId: stay.stayId, ...detail, referral }));
      }
      const { admissionNumber } = typed;
      const opening = { personId, admissionNumber, ...detail, referral, checks: checksOf(checks) };
      onDone(await confirmation.confirm(opening));
    });
  const { change, isResumed } = draft;
  return { act, place, typed, sentBy, checks, change, submit, isResumed };
}

function questionOf(
  personId: string,
  stay: Stay | undefined,
  { place, typed, checks }: { place: Opening['place']; typed: TypedStay; checks: TypedChecks },
) {
  const days = daysOf(typed);
  const code = diagnosisCodeOf(typed);
  const name = typed.diagnosisName.trim() === '' ? '（未填）' : typed.diagnosisName;
  return {
    personId,
    place,
    diagnoses: code === undefined ? [] : [{ code, name }],
    causes: [...checks.causes],
    ...(days === undefined ? {} : { days: { stayId: stay?.stayId ?? null, ...days } }),
  };
}
