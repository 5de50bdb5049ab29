import type { Overview } from '../../shared/contract/overview.ts';
import { type Fen, formatYuan } from '../../shared/money/fen.ts';
import { rateWords } from '../left-out/words.ts';
import type { RoomId, RoomProps } from '../app/room.ts';
import { useAnswer } from '../app/use-client.ts';
import { formatInstant } from '../components/moment.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { DayBars } from './day-bars.tsx';
import css from './overview.module.css';
import { PayerTable } from './payer-table.tsx';

/** What the head of finance sees first: today's money, and what is not in order; each opens its room. */
export function OverviewRoom({ onGo }: RoomProps) {
  const { value, refusal, waiting } = useAnswer('overview.read', {});
  return (
    <div className={css['room']}>
      <h2>总览</h2>
      <Trouble refusal={refusal} />
      <Waiting what={waiting && value === undefined ? '正在汇总……' : undefined} />
      {value !== undefined && (
        <>
          <ul className={css['cards']} aria-label="今天和要处理的">
            {cardsOf(value).map((card, index) => (
              <li key={card.title} data-state={card.needsLook ? 'look' : undefined}>
                <button type="button" autoFocus={index === 0} onClick={() => onGo(card.room, card.page)}>
                  <span>{card.title}</span>
                  <b>{card.figure}</b>
                  <small>{card.more}</small>
                </button>
              </li>
            ))}
          </ul>
          <div className={css['pictures']}>
            <DayBars days={value.days} />
            <PayerTable payers={value.payers} />
          </div>
        </>
      )}
    </div>
  );
}

interface Card {
  readonly title: string;
  readonly figure: string;
  readonly more: string;
  readonly needsLook: boolean;
  readonly room: RoomId;
  /** The key of the page in the room. */
  readonly page?: string;
}

const yuan = (amount: Fen): string => `${formatYuan(amount)} 元`;

function cardsOf(overview: Overview): Card[] {
  const { days, unsent, reconciled, unpaid, drawers, leftOut, irregularities, debts } = overview;
  const today = days.at(-1);
  return [
    {
      title: '今天结算',
      figure: `${today?.settlementCount ?? 0} 笔`,
      more: today === undefined ? '' : `${yuan(today.totalFen)}，撤销 ${today.reversalCount} 笔`,
      needsLook: false,
      room: 'reports',
    },
    unsentCard(unsent),
    reconciledCard(reconciled),
    {
      title: '各方未付',
      figure: yuan(unpaid.claimedFen),
      more: `还没有申报 ${yuan(unpaid.unclaimedFen)}${unpaid.oldFen > 0 ? `，超过 60 天 ${yuan(unpaid.oldFen)}` : ''}`,
      needsLook: unpaid.oldFen > 0,
      room: 'fund_claims',
    },
    drawersCard(drawers),
    {
      title: '患者欠费',
      figure: yuan(debts.owedFen),
      more: `${debts.debtorCount} 人，逾期 ${debts.overdueCount} 人 ${yuan(debts.overdueFen)}`,
      needsLook: debts.overdueCount > 0,
      room: 'debts',
    },
    leftOutCard(leftOut),
    irregularitiesCard(irregularities),
  ];
}

/** Suixian, part 5: 落实率达到 100 %. */
function leftOutCard(rate: Overview['leftOut']): Card {
  const place = { title: '待遇落实率（目标 100%）', room: 'corrections', page: 'F3' } as const;
  if (rate === null) return { ...place, figure: '还没有查找', more: '每天自动查找一次', needsLook: false };
  const { openCount, notPossibleCount } = rate;
  const words = [
    `待办 ${openCount} 人`,
    ...(notPossibleCount > 0 ? [`暂时不能补办 ${notPossibleCount} 人`] : []),
  ];
  return {
    ...place,
    figure: rateWords(rate),
    more: `${words.join('，')}，按 ${rate.day} 所知`,
    needsLook: openCount > 0,
  };
}

function irregularitiesCard(found: Overview['irregularities']): Card {
  const place = { title: '待核情况', room: 'corrections', page: 'F4' } as const;
  if (found === null) return { ...place, figure: '还没有查找', more: '每天自动查找一次', needsLook: false };
  const { openCount, answeredCount } = found;
  return {
    ...place,
    figure: `${openCount} 条待答复`,
    more: `已答复、待另一人办结 ${answeredCount} 条`,
    needsLook: openCount + answeredCount > 0,
  };
}

function unsentCard({ count, amountFen, oldestAt, deadCount }: Overview['unsent']): Card {
  const since = oldestAt === null ? '没有等着上传的' : `${yuan(amountFen)}，最早 ${formatInstant(oldestAt)}`;
  return {
    title: '没有上传',
    figure: `${count} 条`,
    more: deadCount > 0 ? `${since}；要人处理 ${deadCount} 条` : since,
    needsLook: deadCount > 0,
    room: 'queue',
  };
}

function reconciledCard(run: Overview['reconciled']): Card {
  const place = { title: '对账不符', room: 'reconciliation' } as const;
  if (run === null) return { ...place, figure: '还没有对过', more: '月底前先对一次账', needsLook: true };
  const { number, from, to, differenceCount, isSigned } = run;
  const state = isSigned ? '已签字' : '还没有签字';
  return {
    ...place,
    figure: `${differenceCount} 条`,
    more: `${number}，${from} 至 ${to}，${state}`,
    needsLook: differenceCount > 0 && !isSigned,
  };
}

function drawersCard(drawers: Overview['drawers']): Card {
  const { openCount, fromBeforeCount, unconfirmedCount, varianceFen, varianceCount } = drawers;
  const hasLate = drawers.waitingApprovalCount + drawers.objectionCount > 0;
  const variance =
    varianceCount === 0 ? '本月没有长短款' : `本月长短款 ${varianceCount} 次 ${yuan(varianceFen)}`;
  return {
    title: '收费员日结',
    figure: openCount === 0 ? '都已日结' : `${openCount} 人没有日结`,
    more: `${variance}，待确认 ${unconfirmedCount} 张${lateWords(drawers)}`,
    needsLook: fromBeforeCount > 0 || unconfirmedCount > 0 || hasLate,
    room: 'day_close',
    page: hasLate ? 'F5' : openCount === 0 ? 'F3' : 'F4',
  };
}

function lateWords({ waitingApprovalCount, objectionCount }: Overview['drawers']): string {
  const waiting = waitingApprovalCount === 0 ? '' : `，待复核 ${waitingApprovalCount} 件`;
  return objectionCount === 0 ? waiting : `${waiting}，复核不同意 ${objectionCount} 件`;
}
