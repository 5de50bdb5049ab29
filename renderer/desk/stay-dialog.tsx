import { NativeSelect, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { parseLocalDate } from '../../shared/calendar/local-date.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import type { RequestInput } from '../../shared/contract/contract.ts';
import type { PersonCard } from '../../shared/contract/people.ts';
import type { Stay } from '../../shared/contract/stays.ts';
import { places } from '../../shared/engine/claim.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { Confirmation } from '../settlement/confirmation.ts';
import { placeTitles } from '../settlement/titles.ts';
import { TypedFields, type TypedField } from './typed-fields.tsx';

interface StayDialogProps {
  readonly card: Pick<PersonCard, 'personId' | 'name'>;
  readonly today: string;
  readonly onOpened: (stay: Stay) => void;
  readonly onClose: () => void;
}

type Opening = Omit<RequestInput<'stays.open'>, 'requestId'>;

const fields = [
  { name: 'admissionNumber', label: '住院号', maxLength: 30, required: true },
  { name: 'department', label: '科室', maxLength: 40, required: true },
  { name: 'bed', label: '床位', maxLength: 20 },
  {
    name: 'admittedOn',
    label: '入院日期',
    maxLength: 20,
    required: true,
    placeholder: '2020-03-01 或 20200301',
  },
  { name: 'dischargedOn', label: '出院日期', maxLength: 20, placeholder: '试算和结算要用' },
  {
    name: 'diagnosisCode',
    label: '主要诊断编码（ICD-10）',
    maxLength: 10,
    required: true,
    placeholder: 'I63.9',
  },
  { name: 'diagnosisName', label: '主要诊断名称', maxLength: 100, required: true },
] as const satisfies readonly TypedField[];

type Typed = Record<(typeof fields)[number]['name'], string>;

/** F6: the short form for a new stay. */
export function StayDialog({ card, today, onOpened, onClose }: StayDialogProps) {
  const client = useClient();
  const act = useAct();
  const [place, setPlace] = useState<Opening['place']>('county');
  const [typed, setTyped] = useState<Typed>({
    admissionNumber: '',
    department: '',
    bed: '',
    admittedOn: today,
    dischargedOn: '',
    diagnosisCode: '',
    diagnosisName: '',
  });
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, opening: Opening) =>
        client.request('stays.open', { requestId, ...opening }),
      ),
  );
  const submit = () =>
    act.run(async () => {
      onOpened(await confirmation.confirm(openingOf(typed, place, card.personId)));
    });
  return (
    <FormDialog
      title={`登记入院 ${card.name}`}
      act={act}
      submitLabel="登记"
      onSubmit={submit}
      onClose={onClose}
    >
      <SimpleGrid cols={2} spacing="sm">
        <NativeSelect
          label="就医地"
          value={place}
          data={places.map((value) => ({ value, label: placeTitles[value] }))}
          onChange={(event) => setPlace(event.currentTarget.value as Opening['place'])}
        />
        <TypedFields fields={fields} typed={typed} onTyped={setTyped} />
      </SimpleGrid>
    </FormDialog>
  );
}

function openingOf(typed: Typed, place: Opening['place'], personId: string): Opening {
  const code = typed.diagnosisCode.normalize('NFKC').trim().toUpperCase();
  if (!/^[A-Z]\d{2}(\.[0-9A-Z]{1,6})?$/.test(code)) {
    throw new Refusal('diagnosis_code_wrong', '诊断编码应为 ICD-10 编码，例如 I63.9，请核对。');
  }
  return {
    personId,
    place,
    admissionNumber: typed.admissionNumber,
    department: typed.department,
    bed: typed.bed.trim() || null,
    admittedOn: dayOf(typed.admittedOn, '入院日期'),
    dischargedOn: typed.dischargedOn.trim() === '' ? null : dayOf(typed.dischargedOn, '出院日期'),
    diagnoses: [{ code, name: typed.diagnosisName }],
  };
}

function dayOf(text: string, what: string): string {
  const day = parseLocalDate(text.normalize('NFKC').trim());
  if (day === undefined) throw new Refusal('date_wrong', `${what}“${text}”不是日期，请写成 2020-03-01。`);
  return day;
}
