import { Checkbox, Table, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatYuan } from '../../shared/money/fen.ts';
import { eligibilityTitles } from '../../shared/policy/eligibility.ts';
import { useAct, useAnswer } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { Trouble } from '../components/trouble.tsx';
import css from './workbench.module.css';

const most = 50;

interface ChooseSettlementsProps {
  readonly chosen: readonly string[];
  readonly onDone: (settlementIds: readonly string[]) => void;
  readonly onClose: () => void;
}

/** Stored settlements to look at, up to fifty. Slip numbers and amounts, no names: cases are chosen, not people. */
export function ChooseSettlements({ chosen, onDone, onClose }: ChooseSettlementsProps) {
  const act = useAct();
  const [text, setText] = useState('');
  const [ids, setIds] = useState(chosen);
  const { value, refusal } = useAnswer('workbench.settlements', { text: text.trim() });
  const toggle = (id: string, on: boolean) =>
    setIds((before) => (on ? [...before, id].slice(0, most) : before.filter((one) => one !== id)));
  return (
    <FormDialog
      title="选已结算的单子"
      act={act}
      submitLabel={`看这 ${ids.length} 张`}
      onSubmit={() => onDone(ids)}
      onClose={onClose}
    >
      <TextInput
        label={`结算单号开头（最多选 ${most} 张）`}
        placeholder="20200310"
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Trouble refusal={refusal} />
      {value?.length === 0 && <p>没有这样的结算单。</p>}
      <div className={css['choices']}>
        <Table>
          <Table.Tbody>
            {value?.map(({ settlementId, slipNumber, eligibilities, totalFen, personalFen }) => (
              <Table.Tr key={settlementId}>
                <Table.Td>
                  <Checkbox
                    label={slipNumber}
                    checked={ids.includes(settlementId)}
                    onChange={(event) => toggle(settlementId, event.currentTarget.checked)}
                  />
                </Table.Td>
                <Table.Td>
                  {eligibilities.map((one) => eligibilityTitles[one]).join('、') || '普通居民'}
                </Table.Td>
                <Table.Td ta="right">{formatYuan(totalFen)}</Table.Td>
                <Table.Td ta="right">个人 {formatYuan(personalFen)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </FormDialog>
  );
}
