import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ChainResult } from '../../shared/contract/corrections.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import { PrintChoiceFields } from '../desk/print-choice-fields.tsx';
import type { PrintChoice } from '../desk/use-desk.ts';
import css from './corrections.module.css';
import { moneyWords } from './words.ts';

export interface ChainPrinting {
  readonly choice: PrintChoice;
  readonly onChoice: (choice: PrintChoice) => void;
}

interface ChainDoneProps extends ChainPrinting {
  readonly result: ChainResult;
  readonly onDone: () => void;
}

/** After the commit: which settlement took the place of which, and the new slips. */
export function ChainDone({ result, choice, onChoice, onDone }: ChainDoneProps) {
  const client = useClient();
  const act = useAct();
  const [printed, setPrinted] = useState<readonly string[]>([]);
  const toPrint = result.steps.flatMap(({ settledAgainId }) => settledAgainId ?? []);
  const left = toPrint.slice(printed.length);
  const print = () =>
    act.run(async () => {
      const sentences = [...printed];
      for (const settlementId of left) {
        const { sentence } = await client.request('documents.print', {
          kind: 'slip',
          subjectId: settlementId,
          ...choice,
          reason: null,
        });
        sentences.push(sentence);
        setPrinted([...sentences]);
      }
    });
  return (
    <Stack gap="sm">
      <p className={css['sentence']}>
        <b>
          ✓ 已撤销 {result.steps.length} 张，重新结算 {toPrint.length} 张。
        </b>
        {moneyWords(result.refundFen, result.dueFen).replace('应补', '已补')}
      </p>
      <ul className={css['done']} aria-label="结果">
        {result.steps.map((step) => (
          <li key={step.settlementId}>
            <b>{step.slipNumber}</b>
            <span>撤销单 {step.reversalSlipNumber}</span>
            <span>
              {step.settledAgainSlipNumber === null
                ? '住院留待改正，改好后再结算'
                : `新结算单 ${step.settledAgainSlipNumber}`}
            </span>
          </li>
        ))}
      </ul>
      {toPrint.length > 0 && <PrintChoiceFields choice={choice} onChange={onChoice} />}
      {printed.length > 0 && <Look sentence={`${printed.length} 张：${printed.at(-1) ?? ''}`} />}
      <Trouble refusal={act.refusal} />
      <Waiting what={act.waiting ? '正在打印结算单……' : undefined} />
      <Group justify="space-between">
        <Button variant="default" onClick={onDone}>
          完成
        </Button>
        {left.length > 0 && (
          <Button data-autofocus loading={act.waiting} onClick={print}>
            打印 {left.length} 张新结算单
          </Button>
        )}
      </Group>
    </Stack>
  );
}
