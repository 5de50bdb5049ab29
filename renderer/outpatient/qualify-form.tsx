import { SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput } from '../../shared/contract/contract.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import { diagnosisCodeOf } from '../admission/stay-fields.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { dayOf } from '../components/typed-day.ts';
import { TypedFields, type TypedField } from '../desk/typed-fields.tsx';
import { Confirmation } from '../settlement/confirmation.ts';

const fields = [
  { name: 'diseaseName', label: '病种', maxLength: 100, required: true, placeholder: '高血压' },
  { name: 'diseaseCode', label: '病种编码（ICD-10）', maxLength: 10, required: true, placeholder: 'I10' },
  { name: 'beginsOn', label: '开始日期', maxLength: 20, required: true },
  { name: 'endsOn', label: '截止日期', maxLength: 20, placeholder: '长期有效就留空' },
  { name: 'paperTitle', label: '认定材料', maxLength: 40, required: true },
  { name: 'paperNumber', label: '材料编号', maxLength: 40, required: true },
  { name: 'recognisedBy', label: '认定单位', maxLength: 60, required: true, placeholder: '县医保局' },
] as const satisfies readonly TypedField[];

type Content = Omit<RequestInput<'outpatient.qualify'>, 'requestId'>;

interface QualifyFormProps {
  readonly personId: string;
  readonly personName: string;
  readonly today: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** 登记资格: what the paper says that somebody shows, for one disease. */
export function QualifyForm({ personId, personName, today, onDone, onClose }: QualifyFormProps) {
  const client = useClient();
  const act = useAct();
  const [typed, setTyped] = useState({
    diseaseName: '',
    diseaseCode: '',
    beginsOn: today,
    endsOn: '',
    paperTitle: '门诊慢特病认定表',
    paperNumber: '',
    recognisedBy: '',
  });
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, content: Content) =>
        client.request('outpatient.qualify', { requestId, ...content }),
      ),
  );
  const submit = () =>
    act.run(async () => {
      const code = diagnosisCodeOf({ diagnosisCode: typed.diseaseCode });
      if (code === undefined) {
        throw new Refusal('diagnosis_code_wrong', '病种编码应为 ICD-10 编码，例如 I10，请核对。');
      }
      await confirmation.confirm({
        personId,
        disease: { code, name: typed.diseaseName },
        beginsOn: dayOf(typed.beginsOn, '开始日期'),
        endsOn: typed.endsOn.trim() === '' ? null : dayOf(typed.endsOn, '截止日期'),
        papers: [{ title: typed.paperTitle, number: typed.paperNumber }],
        recognisedBy: typed.recognisedBy,
      });
      onDone();
    });
  return (
    <FormDialog
      title={`登记门诊慢特病资格 ${personName}`}
      size="54rem"
      act={act}
      submitLabel="登记资格"
      onSubmit={submit}
      onClose={onClose}
    >
      <SimpleGrid cols={3} spacing="sm">
        <TypedFields fields={fields} typed={typed} onTyped={setTyped} />
      </SimpleGrid>
    </FormDialog>
  );
}
