import { Button, Group, Modal, Stack, Table } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import { identifiedByTitles, type UnknownPatient } from '../../shared/contract/emergency.ts';
import css from '../admission/admission.module.css';
import { useAnswer } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { sexTitles } from '../settlement/titles.ts';
import { UnknownForm } from './unknown-form.tsx';
import { WithdrawIdentificationDialog } from './withdraw-identification-dialog.tsx';

interface EmergencyDialogProps {
  readonly today: string;
  readonly onPerson: (personId: string) => void;
  readonly onClose: () => void;
}

/** F6 with nobody on the desk: patients nobody knows, those to be identified first, and one more. */
export function EmergencyDialog({ today, onPerson, onClose }: EmergencyDialogProps) {
  const list = useAnswer('emergency.list', {});
  const [admits, setAdmits] = useState(false);
  const [mistaken, setMistaken] = useState<UnknownPatient>();
  useHotkeys(admits || mistaken !== undefined ? [] : [['F6', () => setAdmits(true)]], []);
  if (admits) return <UnknownForm today={today} onAdmitted={onPerson} onClose={() => setAdmits(false)} />;
  if (mistaken !== undefined) {
    // Not before everybody has heard this key press: the Esc that closes it would close the list as well.
    const back = () => void setTimeout(() => setMistaken(undefined));
    const withdrawn = () => (back(), list.reload());
    return <WithdrawIdentificationDialog patient={mistaken} onWithdrawn={withdrawn} onClose={back} />;
  }
  return (
    <Modal opened size="70rem" title="急诊：身份不明的患者" onClose={onClose}>
      <Stack gap="sm">
        <p className={css['said']}>
          没有证件、叫不出姓名的急诊患者，先用临时姓名和编号入院，费用照常记；查明身份后确认，记录都算到本人名下。
        </p>
        <Trouble refusal={list.refusal} />
        <Waiting what={list.waiting ? '正在读取……' : undefined} />
        {list.value !== undefined && (
          <Unknown list={list.value} onPerson={onPerson} onMistaken={setMistaken} />
        )}
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
  readonly onMistaken: (patient: UnknownPatient) => void;
}

function Unknown({ list, onPerson, onMistaken }: UnknownProps) {
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
            <Table.Td className={css['oneLine']}>{one.temporaryName}</Table.Td>
            <Table.Td>
              {sexTitles[one.sex]}，约 {one.ageYears} 岁；{one.description}
            </Table.Td>
            <Table.Td className={css['oneLine']}>
              {one.seenOn} {one.stay?.department}
            </Table.Td>
            <Table.Td>
              {one.identified === null
                ? '○ 还没有确认'
                : `✓ ${one.identified.personName}（${identifiedByTitles[one.identified.by]}）`}
              {one.mistakenFor.length > 0 && (
                <small className={css['said']}>
                  曾误认成{one.mistakenFor.map(({ personName }) => personName).join('、')}，已撤销
                </small>
              )}
            </Table.Td>
            <Table.Td className={css['oneLine']}>
              <Button
                size="compact-sm"
                variant="subtle"
                onClick={() => onPerson(one.identified?.personId ?? one.unknownId)}
              >
                打开
              </Button>
              {one.identified !== null && (
                <Button size="compact-sm" variant="subtle" color="red" onClick={() => onMistaken(one)}>
                  撤销确认
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
