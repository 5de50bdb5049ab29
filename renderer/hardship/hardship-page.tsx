import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAnswer } from '../app/use-client.ts';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import { ApplicationTable } from './application-table.tsx';
import css from './hardship.module.css';
import { type Opened, OpenedDialog } from './opened-dialog.tsx';
import { TopUpTable } from './top-up-table.tsx';

const lists = { open: '等结果的申请', over: '有结果的申请', topUps: '结算后补助' } as const;
type List = keyof typeof lists;

interface ListProps {
  readonly mayAct: boolean;
  readonly onOpen: (opened: Opened) => void;
}

/** 困难救助: which applications wait and for how long, what became of the others, and what came after settlements. */
export function HardshipPage({ session, status }: RoomProps) {
  const [list, setList] = useState<List>('open');
  const [opened, setOpened] = useState<Opened>();
  const [said, setSaid] = useState<{ readonly sentence: string; readonly count: number }>();
  const onDone = (sentence: string) => {
    setSaid((before) => ({ sentence, count: (before?.count ?? 0) + 1 }));
    setOpened(undefined);
  };
  const shown = { mayAct: mayAsk(session.role, 'hardship.apply'), onOpen: setOpened };
  return (
    <div className={css['page']}>
      <h2>困难救助</h2>
      <p className={css['soft']}>
        依据：锦卫发〔2019〕61号
        三（三）“对自付费用仍有困难的救治对象，通过临时救助和社会慈善资金予以帮助”。申请在结算后、或在“历次结算”里开始。
      </p>
      <SegmentedControl
        aria-label="哪些"
        value={list}
        onChange={(next) => setList(next as List)}
        data={Object.entries(lists).map(([value, label]) => ({ value, label }))}
      />
      {said !== undefined && <p role="status">✓ {said.sentence}</p>}
      {/* What was done changes the list: it is asked for anew. */}
      {list === 'topUps' ? (
        <TopUps key={said?.count ?? 0} {...shown} />
      ) : (
        <Applications key={`${list} ${said?.count ?? 0}`} which={list} {...shown} />
      )}
      <OpenedDialog
        opened={opened}
        today={status.today}
        onDone={onDone}
        onClose={() => setOpened(undefined)}
      />
    </div>
  );
}

function Applications({ which, mayAct, onOpen }: ListProps & { readonly which: 'open' | 'over' }) {
  const { value, refusal, waiting } = useAnswer('hardship.list', { which });
  return (
    <>
      <Trouble refusal={refusal} />
      <Waiting what={waiting && value === undefined ? '正在读取……' : undefined} />
      {value?.more === true && <Look sentence="这里只列出 200 份。" />}
      {value !== undefined && (
        <ApplicationTable
          applications={value.applications}
          namesPerson
          empty={which === 'open' ? '没有在等结果的申请。' : '还没有有结果的申请。'}
          mayAct={mayAct}
          onAct={(act, application) =>
            onOpen({ is: act === 'print' ? 'printApplication' : act, application })
          }
        />
      )}
    </>
  );
}

function TopUps({ mayAct, onOpen }: ListProps) {
  const { value, refusal, waiting } = useAnswer('topUps.list', {});
  return (
    <>
      <Trouble refusal={refusal} />
      <Waiting what={waiting && value === undefined ? '正在读取……' : undefined} />
      {value?.more === true && <Look sentence="这里只列出最近 200 笔。" />}
      {value !== undefined && (
        <TopUpTable
          topUps={value.topUps}
          namesPerson
          empty="还没有结算后的补助。"
          mayAct={mayAct}
          onAct={(act, topUp) => onOpen({ is: act === 'print' ? 'printTopUp' : act, topUp })}
        />
      )}
    </>
  );
}
