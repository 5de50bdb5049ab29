import { costClassTitles, type Stay } from '../../shared/contract/stays.ts';
import { useAnswer } from '../app/use-client.ts';
import { Amount } from '../components/amount.tsx';
import { type LongColumn, LongTable } from '../components/long-table.tsx';
import { Trouble } from '../components/trouble.tsx';
import css from './fees.module.css';
import { type FeeItem, useFeeItems } from './use-fee-items.ts';
import { termsInWords } from './words.ts';

const columns: readonly LongColumn<FeeItem>[] = [
  { title: '日期', width: '6.5rem', cell: ({ chargedOn }) => chargedOn },
  { title: '类别', width: '5rem', cell: ({ costClass }) => costClassTitles[costClass] },
  { title: '编码', width: '8rem', cell: ({ code }) => code },
  {
    title: '项目',
    width: 'minmax(13rem, 1fr)',
    cell: ({ name, freeOfCharge }) =>
      freeOfCharge === null ? <span title={name}>{name}</span> : <FreeItem name={name} said={freeOfCharge} />,
  },
  { title: '等级', width: '10rem', cell: (item) => termsInWords(item) },
  { title: '单价', width: '6rem', align: 'right', cell: ({ price }) => price },
  {
    title: '数量',
    width: '5rem',
    align: 'right',
    cell: ({ quantity, unit }) => `${quantity}${unit === null ? '' : ` ${unit}`}`,
  },
  { title: '金额', width: '7rem', align: 'right', cell: ({ amountFen }) => <Amount fen={amountFen} /> },
  { title: '范围内', width: '7rem', align: 'right', cell: ({ inScopeFen }) => <Amount fen={inScopeFen} /> },
];

function FreeItem({ name, said }: { name: string; said: string }) {
  return (
    <span title={`${name}：${said}`}>
      <b className={css['mark']}>此项免费，不得收取</b> {name}
    </span>
  );
}

/** Every line of a stay, list after list. */
export function ItemsView({ stay }: { stay: Stay }) {
  const { itemAt, show, refusal } = useFeeItems(stay.stayId);
  const free = useAnswer('fees.overview', { stayId: stay.stayId }).value?.free ?? null;
  return (
    <>
      <Trouble refusal={refusal} />
      {free !== null && <p className={css['warn']}>{free.sentence}</p>}
      <LongTable
        autoFocus
        label="费用明细"
        columns={columns}
        rowCount={stay.feeLists.reduce((count, { itemCount }) => count + itemCount, 0)}
        rowAt={itemAt}
        onShown={show}
        height="52vh"
        empty="还没有费用。"
      />
    </>
  );
}
