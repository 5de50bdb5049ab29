import { Button, Group, Modal } from '@mantine/core';
import type { SpecialTreatment } from '../../shared/contract/special-treatment.ts';
import { type LateStep, treatmentStateTitles } from '../../shared/contract/treatment.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { type LongColumn, LongTable } from '../components/long-table.tsx';

const columns: readonly LongColumn<LateStep>[] = [
  { title: '发生', width: '6.5rem', cell: ({ happenedOn }) => happenedOn },
  { title: '登记', width: '6.5rem', cell: ({ recordedOn }) => recordedOn },
  { title: '姓名', width: '7rem', cell: ({ personName }) => personName },
  { title: '身份证号', width: '11.5rem', cell: ({ maskedIdNumber }) => maskedIdNumber },
  { title: '病种', width: '8rem', cell: ({ disease }) => disease },
  { title: '状态', width: '7rem', cell: ({ state }) => treatmentStateTitles[state] },
  { title: '说明', width: 'minmax(8rem, 1fr)', cell: ({ words }) => words },
];

interface LateDialogProps {
  readonly report: SpecialTreatment;
  readonly onClose: () => void;
}

/** What the ledger learnt of earlier months after their package had been made. */
export function LateDialog({ report: { lateSteps, lateRegister }, onClose }: LateDialogProps) {
  return (
    <Modal opened size="70rem" title="补报以前的救治情况" onClose={onClose}>
      <LongTable
        label="补报的救治情况"
        columns={columns}
        rowCount={lateSteps.length}
        rowAt={(index) => lateSteps[index]}
        height="min(26rem, calc(100vh - 17rem))"
        empty="没有补报的救治情况。"
        autoFocus
      />
      {lateRegister.length > 0 && (
        <p>另有补报的结算 {lateRegister.length} 笔，在月报表“补报以前”一行按 Enter 看逐笔。</p>
      )}
      <Group mt="sm">
        <Button variant="default" onClick={onClose}>
          <KeyHint of="Esc" /> 返回
        </Button>
      </Group>
    </Modal>
  );
}
