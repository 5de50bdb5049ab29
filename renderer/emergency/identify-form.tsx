import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import { identifiedBy, identifiedByTitles } from '../../shared/contract/emergency.ts';
import type { PersonHit } from '../../shared/contract/people.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import { useDraft } from '../app/drafts.tsx';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { Look } from '../components/trouble.tsx';
import { sexTitles } from '../settlement/titles.ts';

interface IdentifyFormProps {
  readonly unknownId: string;
  readonly onIdentified: (personId: string) => void;
  readonly onClose: () => void;
}

/** Says who a patient without identity is: found by number, looked at, then joined. */
export function IdentifyForm({ unknownId, onIdentified, onClose }: IdentifyFormProps) {
  const form = useIdentifying(unknownId, onIdentified);
  const { found } = form;
  return (
    <FormDialog
      title="确认身份"
      act={form.act}
      submitLabel={found === undefined ? '查找' : '确认就是此人'}
      isResumed={form.isResumed}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <TextInput
        label="身份证号"
        required
        data-autofocus
        maxLength={40}
        value={form.idNumber}
        onChange={(event) => form.setIdNumber(event.currentTarget.value)}
      />
      <NativeSelect
        label="凭什么确认"
        value={form.by}
        data={identifiedBy.map((value) => ({ value, label: identifiedByTitles[value] }))}
        onChange={(event) => form.change({ by: event.currentTarget.value as typeof form.by })}
      />
      <TextInput
        label="说明"
        required
        maxLength={200}
        placeholder="谁指认、凭哪份证明"
        value={form.note}
        onChange={(event) => form.change({ note: event.currentTarget.value })}
      />
      {found !== undefined && (
        <Look
          sentence={`${found.name} ${sexTitles[found.sex]} ${found.ageYears} 岁 ${found.maskedIdNumber}。确认后住院、费用都算到此人名下并报平台，认错了要两人撤销；随后请核对就医地再结算。`}
        />
      )}
    </FormDialog>
  );
}

/** What survives a crash; who was found is looked for again. */
const typedSchema = z.object({ idNumber: z.string(), by: z.enum(identifiedBy), note: z.string() });

function useIdentifying(unknownId: string, onIdentified: (personId: string) => void) {
  const client = useClient();
  const act = useAct();
  const { value, change, isResumed } = useDraft(`identify:${unknownId}`, typedSchema, () => ({
    idNumber: '',
    by: 'id_card' as const,
    note: '',
  }));
  const { idNumber, by, note } = value;
  const [found, setFound] = useState<PersonHit>();
  const submit = () =>
    act.run(async () => {
      if (found === undefined) {
        const { hits } = await client.request('people.search', { text: idNumber });
        const [only, ...others] = hits;
        if (only === undefined || others.length > 0) throw notOne();
        setFound(only);
        return;
      }
      const { personId } = found;
      await client.request('emergency.identify', { unknownId, personId, by, note });
      onIdentified(personId);
    });
  const setIdNumber = (text: string) => (change({ idNumber: text }), setFound(undefined));
  return { act, idNumber, setIdNumber, by, note, change, isResumed, found, submit };
}

function notOne(): Refusal {
  return new Refusal(
    'identify_by_number',
    '没有找到唯一的一个人。请输入完整的身份证号；名册里没有的，先按普通居民登记，再回来确认。',
  );
}
