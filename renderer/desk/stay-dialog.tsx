import { Button, Group, NativeSelect, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { Refusal } from '../../shared/contract/refusal.ts';
import type { RequestInput } from '../../shared/contract/contract.ts';
import type { PersonCard } from '../../shared/contract/people.ts';
import type { Stay } from '../../shared/contract/stays.ts';
import { places } from '../../shared/engine/claim.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { Confirmation } from '../settlement/confirmation.ts';
import { placeTitles } from '../settlement/titles.ts';
import { CancelStayDialog } from './cancel-stay-dialog.tsx';
import { noReferral, referralFields, referralOf } from './referral-fields.ts';
import { dayOf } from '../components/typed-day.ts';
import { TypedFields, type TypedField } from './typed-fields.tsx';

interface StayDialogProps {
  readonly card: Pick<PersonCard, 'personId' | 'name'>;
  readonly today: string;
  /** The stay to change; undefined registers a new one. */
  readonly stay: Stay | undefined;
  readonly onDone: (stay: Stay) => void;
  /** From a stay that goes on to another admission of the same person. */
  readonly onNewStay: () => void;
  readonly onClose: () => void;
}

type Opening = Omit<RequestInput<'stays.open'>, 'requestId'>;
type Detail = Omit<Opening, 'personId' | 'admissionNumber' | 'referral'>;

const numberField = [{ name: 'admissionNumber', label: '住院号', maxLength: 30, required: true }] as const;
const detailFields = [
  { name: 'department', label: '科室', maxLength: 40, required: true },
  { name: 'bed', label: '床位', maxLength: 20 },
  {
    name: 'admittedOn',
    label: '入院日期',
    maxLength: 20,
    required: true,
    placeholder: '2020-03-01 或 20200301',
  },
  { name: 'dischargedOn', label: '出院日期', maxLength: 20, placeholder: '还没出院就留空' },
  {
    name: 'diagnosisCode',
    label: '主要诊断编码（ICD-10）',
    maxLength: 10,
    required: true,
    placeholder: 'I63.9',
  },
  { name: 'diagnosisName', label: '主要诊断名称', maxLength: 100, required: true },
] as const satisfies readonly TypedField[];

const allFields = [...numberField, ...detailFields];
type Typed = Record<(typeof allFields)[number]['name'], string>;

/** F6: the short form for a new stay, or for what became known of one that is not settled: its discharge, another bed. */
export function StayDialog({ card, today, stay, onDone, onNewStay, onClose }: StayDialogProps) {
  const client = useClient();
  const act = useAct();
  const [place, setPlace] = useState<Opening['place']>(stay?.place ?? 'county');
  const [typed, setTyped] = useState(() => typedOf(stay, today));
  const [sentBy, setSentBy] = useState(noReferral);
  const [cancels, setCancels] = useState(false);
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, opening: Opening) =>
        client.request('stays.open', { requestId, ...opening }),
      ),
  );
  const submit = () =>
    act.run(async () => {
      const detail = detailOf(typed, place, stay);
      const { personId } = card;
      if (stay !== undefined) {
        return onDone(await client.request('stays.change', { stayId: stay.stayId, ...detail }));
      }
      const referral = place === 'referred' ? referralOf(sentBy, detail.diagnoses[0]) : null;
      const { admissionNumber } = typed;
      onDone(await confirmation.confirm({ personId, admissionNumber, ...detail, referral }));
    });
  const title =
    stay === undefined ? `登记入院 ${card.name}` : `修改住院 ${card.name} ${stay.admissionNumber}`;
  const submitLabel = stay === undefined ? '登记' : '保存';
  if (cancels && stay !== undefined) {
    return <CancelStayDialog stay={stay} onCancelled={onDone} onClose={() => setCancels(false)} />;
  }
  return (
    <FormDialog title={title} act={act} submitLabel={submitLabel} onSubmit={submit} onClose={onClose}>
      <SimpleGrid cols={2} spacing="sm">
        <NativeSelect
          label="就医地"
          value={place}
          data={places.map((value) => ({ value, label: placeTitles[value] }))}
          onChange={(event) => setPlace(event.currentTarget.value as Opening['place'])}
        />
        <TypedFields
          fields={stay === undefined ? allFields : detailFields}
          typed={typed}
          onTyped={(changed) => setTyped({ ...typed, ...changed })}
        />
        {stay === undefined && place === 'referred' && (
          <TypedFields fields={referralFields} typed={sentBy} onTyped={setSentBy} takesFocus={false} />
        )}
      </SimpleGrid>
      {stay !== undefined && (
        <OtherActs stay={stay} onNewStay={onNewStay} onCancel={() => setCancels(true)} />
      )}
    </FormDialog>
  );
}

interface OtherActsProps {
  readonly stay: Stay;
  readonly onNewStay: () => void;
  readonly onCancel: () => void;
}

/** What else may be meant: another admission of the person, or that this one was a mistake. */
function OtherActs({ stay, onNewStay, onCancel }: OtherActsProps) {
  return (
    <Group gap="sm">
      <Button variant="subtle" size="compact-sm" onClick={onNewStay}>
        登记此人的另一次入院
      </Button>
      {stay.feeLists.length === 0 && (
        <Button variant="subtle" size="compact-sm" color="red" onClick={onCancel}>
          作废这次住院
        </Button>
      )}
    </Group>
  );
}

function typedOf(stay: Stay | undefined, today: string): Typed {
  const [diagnosis] = stay?.diagnoses ?? [];
  return {
    admissionNumber: stay?.admissionNumber ?? '',
    department: stay?.department ?? '',
    bed: stay?.bed ?? '',
    admittedOn: stay?.admittedOn ?? today,
    dischargedOn: stay?.dischargedOn ?? '',
    diagnosisCode: diagnosis?.code ?? '',
    diagnosisName: diagnosis?.name ?? '',
  };
}

/** The form holds the main diagnosis; the others of the stay stay as they are. */
function detailOf(typed: Typed, place: Opening['place'], stay: Stay | undefined): Detail {
  const code = typed.diagnosisCode.normalize('NFKC').trim().toUpperCase();
  if (!/^[A-Z]\d{2}(\.[0-9A-Z]{1,6})?$/.test(code)) {
    throw new Refusal('diagnosis_code_wrong', '诊断编码应为 ICD-10 编码，例如 I63.9，请核对。');
  }
  return {
    place,
    department: typed.department,
    bed: typed.bed.trim() || null,
    admittedOn: dayOf(typed.admittedOn, '入院日期'),
    dischargedOn: typed.dischargedOn.trim() === '' ? null : dayOf(typed.dischargedOn, '出院日期'),
    diagnoses: [{ code, name: typed.diagnosisName }, ...(stay?.diagnoses.slice(1) ?? [])],
  };
}
