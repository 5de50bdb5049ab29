import { SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { HouseholdPlan } from '../../shared/contract/household.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';

interface PlanDialogProps {
  readonly personId: string;
  readonly last: HouseholdPlan | undefined;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Family doctor and plan of a household; what stood there before stays readable. */
export function PlanDialog({ personId, last, onDone, onClose }: PlanDialogProps) {
  const client = useClient();
  const act = useAct();
  const [plan, setPlan] = useState({
    doctorName: last?.doctorName ?? '',
    doctorPlace: last?.doctorPlace ?? '',
    doctorPhone: last?.doctorPhone ?? '',
    note: last?.note ?? '',
  });
  const field = (name: keyof typeof plan, label: string, maxLength: number) => (
    <TextInput
      label={label}
      maxLength={maxLength}
      value={plan[name]}
      onChange={(event) => setPlan({ ...plan, [name]: event.currentTarget.value })}
    />
  );
  const submit = () =>
    act.run(async () => {
      // One line: what is typed on several is kept as one.
      const note = plan.note.replaceAll(/\s*\n\s*/g, '；');
      await client.request('household.plan', { personId, ...plan, note });
      onDone();
    });
  return (
    <FormDialog
      title="家庭医生和一户一策"
      act={act}
      submitLabel="记下"
      size="xl"
      onSubmit={submit}
      onClose={onClose}
    >
      <SimpleGrid cols={3}>
        {field('doctorName', '家庭医生', 40)}
        {field('doctorPlace', '所在卫生院、村卫生室', 60)}
        {field('doctorPhone', '电话', 30)}
      </SimpleGrid>
      <Textarea
        label="一户一策"
        description="这一户有什么病、缺什么、谁来办、什么时候办"
        rows={4}
        maxLength={480}
        value={plan.note}
        onChange={(event) => setPlan({ ...plan, note: event.currentTarget.value })}
      />
    </FormDialog>
  );
}
