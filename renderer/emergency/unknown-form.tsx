import { NativeSelect, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import type { RequestInput } from '../../shared/contract/contract.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import { detailOf, emergencyFields, typedStay, typedStaySchema } from '../admission/stay-fields.ts';
import { useDraft } from '../app/drafts.tsx';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { TypedFields, type TypedField } from '../desk/typed-fields.tsx';
import { Confirmation } from '../settlement/confirmation.ts';

const seenFields = [
  { name: 'ageYears', label: '看起来多大（岁）', maxLength: 3, required: true },
  {
    name: 'description',
    label: '衣着、体貌',
    maxLength: 200,
    required: true,
    placeholder: '能让家人认出来的',
  },
  { name: 'broughtBy', label: '谁送来的', maxLength: 100, required: true, placeholder: '120、派出所、路人' },
] as const satisfies readonly TypedField[];

/** What survives a crash. */
const typedSchema = z.object({
  sex: z.enum(['male', 'female']),
  seen: z.record(z.enum(seenFields.map(({ name }) => name)), z.string()),
  typed: typedStaySchema,
});

interface UnknownFormProps {
  readonly today: string;
  readonly onAdmitted: (personId: string) => void;
  readonly onClose: () => void;
}

/** A patient without identity comes in under a name for the time being. */
export function UnknownForm({ today, onAdmitted, onClose }: UnknownFormProps) {
  const { act, value, change, isResumed, submit } = useUnknownForm(today, onAdmitted);
  const { sex, seen, typed } = value;
  return (
    <FormDialog
      title="身份不明的患者入院"
      size="70rem"
      act={act}
      submitLabel="登记"
      isResumed={isResumed}
      onSubmit={submit}
      onClose={onClose}
    >
      <SimpleGrid cols={4} spacing="sm">
        <NativeSelect
          label="性别"
          data-autofocus
          value={sex}
          data={[
            { value: 'male', label: '男' },
            { value: 'female', label: '女' },
          ]}
          onChange={(event) => change({ sex: event.currentTarget.value as 'male' })}
        />
        <TypedFields
          fields={seenFields}
          typed={seen}
          onTyped={(changed) => change({ seen: changed })}
          takesFocus={false}
        />
        <TypedFields
          fields={emergencyFields}
          typed={typed}
          onTyped={(changed) => change({ typed: { ...typed, ...changed } })}
          takesFocus={false}
        />
      </SimpleGrid>
    </FormDialog>
  );
}

type Asked = Omit<RequestInput<'emergency.admit'>, 'requestId'>;

function useUnknownForm(today: string, onAdmitted: (personId: string) => void) {
  const client = useClient();
  const act = useAct();
  const draft = useDraft('unknown', typedSchema, (): z.infer<typeof typedSchema> => ({
    sex: 'male',
    seen: { ageYears: '', description: '', broughtBy: '' },
    typed: typedStay(undefined, today),
  }));
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, asked: Asked) =>
        client.request('emergency.admit', { requestId, ...asked }),
      ),
  );
  const submit = () =>
    act.run(async () => {
      const { sex, seen, typed } = draft.value;
      const { place: _, dischargedOn: __, ...detail } = detailOf(typed, 'emergency', undefined);
      const { description, broughtBy } = seen;
      const ageYears = ageOf(seen.ageYears);
      const { admissionNumber } = typed;
      const asked = { sex, ageYears, description, broughtBy, admissionNumber, ...detail };
      onAdmitted((await confirmation.confirm(asked)).unknownId);
    });
  return { act, value: draft.value, change: draft.change, isResumed: draft.isResumed, submit };
}

/** Refuses `age_wrong`. */
function ageOf(text: string): number {
  const plain = text.normalize('NFKC').trim();
  if (/^\d{1,3}$/.test(plain) && Number(plain) <= 120) return Number(plain);
  throw new Refusal('age_wrong', '年龄应为 0 至 120 的整数，估计的就行。');
}
