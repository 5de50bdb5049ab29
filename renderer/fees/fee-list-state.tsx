import { useHotkeys } from '@mantine/hooks';
import type { FeeOverview } from '../../shared/contract/fees.ts';
import type { Stay } from '../../shared/contract/stays.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import css from './fees.module.css';

/** How the fee lists stand: how many items, what of them nobody matched, and whether the file's own total agreed. */
export function FeeListState({ stay }: { stay: Stay }) {
  if (stay.feeLists.length === 0) return <NoFees stayId={stay.stayId} />;
  // Asked anew when the lists are others.
  return <Loaded key={stay.feeLists.map(({ feeListId }) => feeListId).join()} stay={stay} />;
}

/** Nothing yet: from a file, or from the hospital's own system, which tells the desk by itself what it brought. */
function NoFees({ stayId }: { stayId: string }) {
  const client = useClient();
  const query = useAct();
  const ask = () => query.run(async () => void (await client.request('fees.query', { stayId })));
  useHotkeys([['ctrl+F3', ask]], []);
  return (
    <>
      <p className={css['teach']}>
        还没有费用。按 <KeyHint of="F3" />
        选择收费系统导出的费用清单（CSV 或 XLSX），或按 <KeyHint of="Ctrl+F3" />
        直接向收费系统查询。
      </p>
      <Trouble refusal={query.refusal} />
      <Waiting what={query.waiting ? '正在向收费系统查询……' : undefined} />
    </>
  );
}

function Loaded({ stay: { stayId, feeLists } }: { stay: Stay }) {
  const overview = useAnswer('fees.overview', { stayId });
  const items = feeLists.reduce((count, { itemCount }) => count + itemCount, 0);
  const unstated = feeLists.filter(({ statedTotalFen }) => statedTotalFen === null).length;
  return (
    <p>
      <span>
        费用明细 {items} 项{feeLists.length > 1 && ` · ${feeLists.length} 份清单`}
        {overview.value !== undefined && <BesideCatalogue overview={overview.value} />} ·{' '}
        {unstated === 0 ? '与清单合计一致' : '清单没有写合计，未核对'}
      </span>{' '}
      {overview.value !== undefined && <FreeItems free={overview.value.free} />}
      <span className={css['soft']} title={feeLists.map(({ fileName }) => fileName).join('、')}>
        {feeLists.at(-1)?.fileName}
      </span>
    </p>
  );
}

/** What must not be charged is said as soon as it is entered, before anything is settled. */
function FreeItems({ free }: Pick<FeeOverview, 'free'>) {
  if (free === null) return null;
  return (
    <b className={css['free']} title={free.sentence}>
      免费 {free.itemCount} 项 {formatYuan(free.amountFen)} 元，{free.sentence}
    </b>
  );
}

/** `未匹配 0`; what is work or wants a look stands out, and says more with F3. */
function BesideCatalogue({ overview }: { overview: FeeOverview }) {
  const { catalogue, unmatchedCount, differenceCount } = overview;
  if (catalogue === null) return <span> · 没有目录，未匹配</span>;
  return (
    <>
      {' · '}
      <span className={unmatchedCount ? css['warn'] : undefined}>未匹配 {unmatchedCount}</span>
      {differenceCount > 0 && <span className={css['warn']}> · 与目录不同 {differenceCount}</span>}
      {catalogue.isOfAnotherYear && (
        <span className={css['warn']}> · 目录是 {catalogue.fromDay.slice(0, 4)} 年的</span>
      )}
    </>
  );
}
