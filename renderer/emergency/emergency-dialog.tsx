import { Button, Group, Modal, NativeSelect, SimpleGrid, Stack, Table } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import type { RequestInput } from '../../shared/contract/contract.ts';
import { identifiedByTitles, type UnknownPatient } from '../../shared/contract/emergency.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import css from '../admission/admission.module.css';
import { detailOf, emergencyFields, typedStay } from '../admission/stay-fields.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { TypedFields, type TypedField } from '../desk/typed-fields.tsx';
import { Confirmation } from '../settlement/confirmation.ts';
import { sexTitles } from '../settlement/titles.ts';

interface EmergencyDialogProps {
  readonly today: string;
  readonly onPerson: (personId: string) => void;
  readonly onClose: () => void;
}

/** F6 with nobody on the desk: patients nobody knows, those to be identified first, and one more. */
export function EmergencyDialog({ today, onPerson, onClose }: EmergencyDialogProps) {
  const list = useAnswer('emergency.list', {});
  const [admits, setAdmits] = useState(false);
  useHotkeys(admits ? [] : [['F6', () => setAdmits(true)]], []);
  if (admits) return <UnknownForm today={today} onAdmitted={onPerson} onClose={() => setAdmits(false)} />;
  return (
    <Modal opened size="xl" title="急诊：身份不明的患者" onClose={onClose}>
      <Stack gap="sm">
        <p className={css['said']}>
          没有证件、叫不出姓名的急诊患者，先用临时姓名和编号入院，费用照常记；查明身份后确认，记录都算到本人名下。
        </p>
        <Trouble refusal={list.refusal} />
        <Waiting what={list.waiting ? '正在读取……' : undefined} />
        {list.value !== undefined && <Unknown list={list.value} onPerson={onPerson} />}
        <Group justify="space-between">
          <Button variant="default" onClick={onClose}>
            <KeyHint of="Esc" /> 返回
          </Button>
          <Button data-autofocus onClick={() => setAdmits(true)}>
            <KeyHint of="F6" /> 登记身份不明的患者入院
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface UnknownProps {
  readonly list: readonly UnknownPatient[];
  readonly onPerson: (personId: string) => void;
}

function Unknown({ list, onPerson }: UnknownProps) {
  if (list.length === 0) return <p className={css['said']}>没有身份不明的患者。</p>;
  return (
    <Table aria-label="身份不明的患者">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>临时姓名</Table.Th>
          <Table.Th>样子</Table.Th>
          <Table.Th>入院</Table.Th>
          <Table.Th>身份</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {list.map((one) => (
          <Table.Tr key={one.unknownId}>
            <Table.Td>{one.temporaryName}</Table.Td>
            <Table.Td>
              {sexTitles[one.sex]}，约 {one.ageYears} 岁；{one.description}
            </Table.Td>
            <Table.Td>
              {one.seenOn} {one.stay?.department}
            </Table.Td>
            <Table.Td>
              {one.identified === null
                ? '○ 还没有确认'
                : `✓ ${one.identified.personName}（${identifiedByTitles[one.identified.by]}）`}
            </Table.Td>
            <Table.Td>
              <Button
                size="compact-sm"
                variant="subtle"
                onClick={() => onPerson(one.identified?.personId ?? one.unknownId)}
              >
                打开
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

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

interface UnknownFormProps {
  readonly today: string;
  readonly onAdmitted: (personId: string) => void;
  readonly onClose: () => void;
}

function UnknownForm({ today, onAdmitted, onClose }: UnknownFormProps) {
  const client = useClient();
  const act = useAct();
  const [sex, setSex] = useState<'male' | 'female'>('male');
  const [seen, setSeen] = useState({ ageYears: '', description: '', broughtBy: '' });
  const [typed, setTyped] = useState(() => typedStay(undefined, today));
  type Asked = Omit<RequestInput<'emergency.admit'>, 'requestId'>;
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, asked: Asked) =>
        client.request('emergency.admit', { requestId, ...asked }),
      ),
  );
  const submit = () =>
    act.run(async () => {
      const { place: _, dischargedOn: __, ...detail } = detailOf(typed, 'emergency', undefined);
      const { admissionNumber } = typed;
      const { description, broughtBy } = seen;
      const asked = {
        sex,
        ageYears: ageOf(seen.ageYears),
        description,
        broughtBy,
        admissionNumber,
        ...detail,
      };
      onAdmitted((await confirmation.confirm(asked)).unknownId);
    });
  return (
    <FormDialog
      title="身份不明的患者入院"
      size="70rem"
      act={act}
      submitLabel="登记"
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
          onChange={(event) => setSex(event.currentTarget.value as 'male')}
        />
        <TypedFields fields={seenFields} typed={seen} onTyped={setSeen} takesFocus={false} />
        <TypedFields
          fields={emergencyFields}
          typed={typed}
          onTyped={(changed) => setTyped({ ...typed, ...changed })}
          takesFocus={false}
        />
      </SimpleGrid>
    </FormDialog>
  );
}

/** Refuses `age_wrong`. */
function ageOf(text: string): number {
  const plain = text.normalize('NFKC').trim();
  if (/^\d{1,3}$/.test(plain) && Number(plain) <= 120) return Number(plain);
  throw new Refusal('age_wrong', '年龄应为 0 至 120 的整数，估计的就行。');
}
