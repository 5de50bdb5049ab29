import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  type TreatmentClass,
  treatmentClasses,
  treatmentClassTitles,
  type TreatmentLine,
  type TreatmentState,
  treatmentStateTitles,
  type TreatmentStep,
} from '../../shared/contract/treatment.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { DayField } from '../components/day-field.tsx';
import { FormDialog } from '../components/form-dialog.tsx';
import { dayOf } from '../components/typed-day.ts';

/** What a person may say next; nothing comes before the verification. */
function statesAfter(state: TreatmentState): readonly TreatmentState[] {
  if (state === 'to_verify' || state === 'left') return ['confirmed', 'left', 'to_verify'];
  return ['cured', 'chronic_management', 'referred', 'in_treatment', 'confirmed', 'left'];
}

/** Verified is somebody today; what a treatment came to is known at the discharge. */
function usualDay({ state, dischargedOn }: TreatmentLine, today: string): string {
  return state === 'to_verify' || state === 'left' ? today : (dischargedOn ?? today);
}

const classes = [
  { value: '', label: '未定' },
  ...treatmentClasses.map((value) => ({ value, label: treatmentClassTitles[value] })),
];

interface StepDialogProps {
  readonly line: TreatmentLine;
  /** The step that the person has seen last. */
  readonly last: TreatmentStep;
  readonly today: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** What became of a line, as a person knows it. */
export function StepDialog({ line, last, today, onDone, onClose }: StepDialogProps) {
  const client = useClient();
  const act = useAct();
  const states = statesAfter(line.state);
  const [state, setState] = useState<TreatmentState>(states[0] ?? 'confirmed');
  const [happenedOn, setHappenedOn] = useState<string>(usualDay(line, today));
  const [treatmentClass, setTreatmentClass] = useState(line.treatmentClass);
  const [hospitalName, setHospitalName] = useState(line.hospitalName);
  const [words, setWords] = useState('');
  const submit = () =>
    act.run(async () => {
      const said = { state, happenedOn: dayOf(happenedOn), treatmentClass, hospitalName, words };
      await client.request('treatment.step', { lineId: line.lineId, afterStepId: last.stepId, ...said });
      onDone();
    });
  return (
    <FormDialog
      title={`登记 ${line.personName} ${line.disease}`}
      size="42rem"
      act={act}
      submitLabel="登记"
      onSubmit={submit}
      onClose={onClose}
    >
      <SimpleGrid cols={2}>
        <NativeSelect
          label="状态"
          data-autofocus
          value={state}
          onChange={(event) => setState(event.currentTarget.value as TreatmentState)}
          data={states.map((value) => ({ value, label: treatmentStateTitles[value] }))}
        />
        <DayField label="发生日期" value={happenedOn} onChange={setHappenedOn} />
        <NativeSelect
          label="救治类别"
          value={treatmentClass ?? ''}
          onChange={({ currentTarget: { value } }) =>
            setTreatmentClass(value === '' ? null : (value as TreatmentClass))
          }
          data={classes}
        />
        <TextInput
          label="救治医院"
          maxLength={60}
          value={hospitalName}
          onChange={(event) => setHospitalName(event.currentTarget.value)}
        />
      </SimpleGrid>
      <TextInput
        label="说明"
        description="转诊写转到哪里，退出写原因；其他可以不写"
        maxLength={200}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
