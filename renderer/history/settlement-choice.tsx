import { formatYuan } from '../../shared/money/fen.ts';
import { type LongColumn, LongTable } from '../components/long-table.tsx';
import { type ListedOfPerson, stateWords } from './words.ts';

const columns: readonly LongColumn<ListedOfPerson>[] = [
  { title: '结算日', width: '6.2rem', cell: ({ settledOn }) => settledOn },
  { title: '状态', width: '5.2rem', cell: stateWords },
  {
    title: '个人（元）',
    width: 'minmax(6rem, 1fr)',
    align: 'right',
    cell: ({ personalFen }) => formatYuan(personalFen),
  },
];

interface SettlementChoiceProps {
  readonly settlements: readonly ListedOfPerson[];
  readonly chosenId: string;
  readonly onChoose: (settlementId: string) => void;
  readonly onOpen: () => void;
}

/** The settlements and reversals of a person, the newest first; the arrow keys walk through them. */
export function SettlementChoice({ settlements, chosenId, onChoose, onOpen }: SettlementChoiceProps) {
  return (
    <LongTable
      label="历次结算"
      columns={columns}
      rowCount={settlements.length}
      rowAt={(index) => settlements[index]}
      first={settlements.findIndex(({ settlementId }) => settlementId === chosenId)}
      onChosen={({ settlementId }) => onChoose(settlementId)}
      onOpen={onOpen}
      height="min(30rem, calc(100vh - 14rem))"
      empty="此人在本院还没有结算过。"
      autoFocus
    />
  );
}
