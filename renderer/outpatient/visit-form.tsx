import { Button, NativeSelect, SimpleGrid } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import { z } from 'zod';
import type { RequestInput } from '../../shared/contract/contract.ts';
import type { Standing } from '../../shared/contract/outpatient.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import type { Stay } from '../../shared/contract/stays.ts';
import { placeSchema } from '../../shared/contract/values.ts';
import { places } from '../../shared/engine/claim.ts';
import { useDraft } from '../app/drafts.tsx';
import { type Act, useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { dayOf } from '../components/typed-day.ts';
import { TypedFields, type TypedField } from '../desk/typed-fields.tsx';
import { Confirmation } from '../settlement/confirmation.ts';
import { placeTitles } from '../settlement/titles.ts';
import css from './outpatient.module.css';
import { QualificationChoice } from './qualification-choice.tsx';

type Opening = Omit<RequestInput<'outpatient.openVisit'>, 'requestId'>;

const fields = [
  { name: 'visitNumber', label: '门诊号', maxLength: 30, required: true },
  { name: 'department', label: '科室', maxLength: 40, required: true },
  { name: 'visitedOn', label: '就诊日期', maxLength: 20, required: true },
] as const satisfies readonly TypedField[];

/** What is typed; it survives a crash. */
const typedSchema = z.object({
  place: placeSchema,
  qualificationId: z.string().optional(),
  typed: z.record(z.enum(fields.map(({ name }) => name)), z.string()),
});

interface VisitFormProps {
  readonly personId: string;
  readonly personName: string;
  readonly today: string;
  readonly standings: readonly Standing[];
  /** The qualifications could not be read. */
  readonly refusal: Act['refusal'];
  readonly onQualify: () => void;
  readonly onEnd: (standing: Standing) => void;
  /** Takes back the visit that lies on the desk; undefined where there is none to take back. */
  readonly onCancel: (() => void) | undefined;
  readonly onDone: (visit: Stay) => void;
  readonly onClose: () => void;
}

/** For which disease, when and where: what counts today is chosen already. */
export function VisitForm(props: VisitFormProps) {
  const { personName, standings, refusal, onQualify, onEnd, onCancel, onDone, onClose } = props;
  const form = useVisitForm(props);
  const { value, change, chosen, act } = form;
  return (
    <FormDialog
      title={`门诊慢特病就诊 ${personName}`}
      size="60rem"
      act={refusal === undefined ? act : { ...act, refusal }}
      submitLabel="登记就诊"
      isResumed={form.isResumed}
      onSubmit={() => form.submit(onDone)}
      onClose={onClose}
    >
      <QualificationChoice
        standings={standings}
        chosenId={chosen?.qualificationId}
        onChoose={(qualificationId) => change({ qualificationId })}
        onEnd={onEnd}
      />
      <VisitActs onQualify={onQualify} onCancel={onCancel} />
      {standings.length > 0 && (
        <SimpleGrid cols={4} spacing="sm">
          <TypedFields fields={fields} typed={value.typed} onTyped={(typed) => change({ typed })} />
          <NativeSelect
            label="就医地"
            value={value.place}
            data={places.map((place) => ({ value: place, label: placeTitles[place] }))}
            onChange={(event) => change({ place: event.currentTarget.value as Opening['place'] })}
          />
        </SimpleGrid>
      )}
    </FormDialog>
  );
}

function useVisitForm({ personId, today, standings }: VisitFormProps) {
  const client = useClient();
  const act = useAct();
  const draft = useDraft(`visit:of:${personId}`, typedSchema, () => ({
    place: 'county' as const,
    typed: { visitNumber: '', department: '', visitedOn: today },
  }));
  const { place, typed, qualificationId } = draft.value;
  const chosen = standings.find((one) => one.qualificationId === qualificationId) ?? standings.find(counts);
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, opening: Opening) =>
        client.request('outpatient.openVisit', { requestId, ...opening }),
      ),
  );
  const submit = (onDone: (visit: Stay) => void) =>
    act.run(async () => {
      if (chosen === undefined) {
        throw new Refusal('qualification_not_chosen', '请先按 F2 登记门诊慢特病资格，或选择一项有效的资格。');
      }
      const { visitNumber, department } = typed;
      const visitedOn = dayOf(typed.visitedOn, '就诊日期');
      const of = { qualificationId: chosen.qualificationId, visitNumber, visitedOn, place, department };
      onDone(await confirmation.confirm(of));
    });
  return { ...draft, act, chosen, submit };
}

function counts({ countsToday }: Standing): boolean {
  return countsToday;
}

/** What else may be meant; a key for each, also from inside the fields. */
function VisitActs({ onQualify, onCancel }: Pick<VisitFormProps, 'onQualify' | 'onCancel'>) {
  useHotkeys(
    [['F2', onQualify], ...(onCancel === undefined ? [] : [['F7', onCancel] as [string, () => void]])],
    [],
  );
  return (
    <div className={css['acts']}>
      <Button variant="light" size="compact-md" onClick={onQualify}>
        <KeyHint of="F2" /> 登记资格
      </Button>
      {onCancel !== undefined && (
        <Button variant="light" size="compact-md" color="red" onClick={onCancel}>
          <KeyHint of="F7" /> 作废这次就诊
        </Button>
      )}
    </div>
  );
}
