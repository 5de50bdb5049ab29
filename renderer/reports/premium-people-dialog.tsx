import { Button, Group, Modal } from '@mantine/core';
import type { PremiumPerson, PremiumRowName } from '../../shared/contract/reports.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { useAnswer } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { type LongColumn, LongTable } from '../components/long-table.tsx';
import { Trouble } from '../components/trouble.tsx';
import css from './reports.module.css';

const columns: readonly LongColumn<PremiumPerson>[] = [
  { title: '姓名', width: '10rem', cell: ({ name }) => name },
  { title: '身份证号', width: '11.5rem', cell: ({ maskedIdNumber }) => maskedIdNumber },
  { title: '住址', width: 'minmax(10rem, 1fr)', cell: ({ home }) => home },
  { title: '那天的资格', width: 'minmax(10rem, 1fr)', cell: ({ eligibilities }) => eligibilities },
  { title: '资助（元）', width: '7rem', align: 'right', cell: ({ subsidyFen }) => formatYuan(subsidyFen) },
];

interface PremiumPeopleDialogProps {
  readonly day: string;
  /** Null is everybody who is subsidised. */
  readonly row: PremiumRowName | null;
  readonly onClose: () => void;
}

/** The people of the roster whom a figure of the premium report counts. */
export function PremiumPeopleDialog({ day, row, onClose }: PremiumPeopleDialogProps) {
  const { value, refusal, waiting } = useAnswer('reports.premiumPeople', { day, row });
  const rows = value?.rows ?? [];
  const title = row === null ? '全部资助对象' : `${row.title}，每人 ${formatYuan(row.subsidyFen)} 元`;
  return (
    <Modal opened size="66rem" title={`参保资助 ${day} ${title}`} onClose={onClose}>
      <Trouble refusal={refusal} />
      <LongTable
        label="资助的人"
        columns={columns}
        rowCount={rows.length}
        rowAt={(index) => rows[index]}
        height="min(30rem, calc(100vh - 15rem))"
        empty={waiting ? '正在按名册查找……' : '没有人。'}
        autoFocus
      />
      <Group justify="space-between" mt="sm">
        <Button variant="default" onClick={onClose}>
          <KeyHint of="Esc" /> 返回
        </Button>
        <p className={css['soft']}>
          {value?.isCut === true ? `只列出名册里最前的 ${rows.length} 人。` : `共 ${rows.length} 人。`}
        </p>
      </Group>
    </Modal>
  );
}
