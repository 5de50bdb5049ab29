import { useState } from 'react';
import type { DayClose } from '../../shared/contract/day-close.ts';
import type { RoomProps } from '../app/room.ts';
import { useAnswer, useClient } from '../app/use-client.ts';
import { formatMoment } from '../components/moment.ts';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import type { Printed } from '../desk/desk-state.ts';
import { printPaper } from '../payment/print-paper.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { CloseForm } from './close-form.tsx';
import css from './day-close.module.css';
import { ShiftFigures } from './shift-figures.tsx';

/** The clerk's own day: what was done since the last close, and the drawer counted beside it. */
export function MyDayPage(_props: RoomProps) {
  const { value: open } = useAnswer('approvals.open', {});
  return (
    <>
      <h2>我的日结</h2>
      {open !== undefined && open.ownCount > 0 && (
        <Look sentence={`您夜间一人先办的 ${open.ownCount} 件事还没有人复核，请提醒收费组长或财务。`} />
      )}
      <ShiftToClose clerkId={null} />
    </>
  );
}

/** The same for a clerk who left without closing. */
export function ShiftToClose({ clerkId }: { clerkId: string | null }) {
  const client = useClient();
  const { value: shift, refusal, waiting, reload } = useAnswer('dayClose.shift', { clerkId });
  const [closed, setClosed] = useState<{ readonly close: DayClose; readonly printed?: Printed }>();
  const done = (close: DayClose) => {
    setClosed({ close });
    reload();
    void printPaper(client, 'day_sheet', close.dayCloseId, { paper: null, printer: null }).then((printed) =>
      setClosed({ close, printed }),
    );
  };
  return (
    <>
      {closed !== undefined && <Closed {...closed} />}
      <Trouble refusal={refusal} />
      <Waiting what={waiting && shift === undefined ? '正在汇总……' : undefined} />
      {shift !== undefined && shift.lastPostingId === null && (
        <p className={css['soft']}>
          {shift.since === null ? '还没有收退款。' : `${formatMoment(shift.since)} 日结以后没有新的收退款。`}
          抽屉里留着备用金 {formatYuan(shift.openingFloatFen)} 元。
        </p>
      )}
      {shift !== undefined && shift.lastPostingId !== null && (
        <>
          <p className={css['soft']}>
            {shift.clerkName} · {shift.since === null ? '首次日结' : `上次日结 ${formatMoment(shift.since)}`}
            {shift.firstAt !== null && ` · 第一笔 ${formatMoment(shift.firstAt)}`}
          </p>
          <div className={css['shift']}>
            <section>
              <ShiftFigures shift={shift} />
            </section>
            <CloseForm
              // What was counted against other figures is counted anew.
              key={shift.since ?? ''}
              shift={shift}
              isForAnother={clerkId !== null}
              onClosed={done}
              onChanged={reload}
            />
          </div>
        </>
      )}
    </>
  );
}

function Closed({ close, printed }: { close: DayClose; printed?: Printed }) {
  return (
    <section className={css['closed']} role="status">
      <p>
        <b>
          已日结：{close.number}，上交 {formatYuan(close.handedOverFen)} 元
        </b>
        ，留备用金 {formatYuan(close.floatLeftFen)} 元。财务确认后锁定。
      </p>
      {printed !== undefined && (
        <p className={printed.isTrouble ? css['uneven'] : undefined}>{printed.sentence}</p>
      )}
    </section>
  );
}
