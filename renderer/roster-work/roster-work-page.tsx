import { Button, Checkbox, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { RequestInput, RequestOutput } from '../../shared/contract/contract.ts';
import {
  type RosterWorkCount,
  type RosterWorkKind,
  rosterWorkKinds,
} from '../../shared/contract/roster-work.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { type Asked, useAct, useAnswer, useClient } from '../app/use-client.ts';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import { LineTable } from './line-table.tsx';
import css from './roster-work.module.css';
import { TickDialog } from './tick-dialog.tsx';
import { kindTitles, kindWords } from './words.ts';

type Work = NonNullable<RequestOutput<'rosterWork.list'>>;
type Wanted = RequestInput<'rosterWork.list'>;

const typingPauseMs = 250;
const begin: Wanted = { importId: null, kind: 'absent', state: 'open', onlyTouched: false, township: '' };

/** What an import brought, kind by kind: each line is looked at and ticked off. */
export function RosterWorkPage({ session, onGo }: RoomProps) {
  const [wanted, setWanted] = useState(begin);
  const [township] = useDebouncedValue(wanted.township.trim(), typingPauseMs);
  const asked = { ...wanted, township };
  const work = useAnswer('rosterWork.list', asked);
  const mayWork = mayAsk(session.role, 'rosterWork.tick');
  const making = useMaking(work, mayWork);
  return (
    <div className={css['page']}>
      <h2>名册核对</h2>
      <Trouble refusal={making.refusal ?? work.refusal} />
      {work.value === null && <p>还没有导入过名册。信息科在“管理”里导入后，这里列出要核对的人。</p>}
      {work.value && (
        <>
          <Filters work={work.value} wanted={wanted} onWanted={setWanted} />
          <p className={css['soft']}>
            {kindWords[wanted.kind]}
            {wanted.kind === 'new' && work.value.isFirst && '这是第一份名册，所有人都是新列入，不逐人列出。'}
          </p>
          <Waiting what={making.waiting ? '正在整理清单，窗口照常结算……' : undefined} />
          {!work.value.isMade && !mayWork && (
            <Look sentence="这份名册的清单还没有整理，请收费组长打开这一页。" />
          )}
          <Lines
            key={JSON.stringify(asked)}
            work={work}
            asked={asked}
            mayWork={mayWork}
            {...(mayAsk(session.role, 'corrections.affected') && { onCorrect: () => onGo('corrections') })}
          />
        </>
      )}
    </div>
  );
}

/** The list of an import is made when somebody looks at it first. */
function useMaking(work: Asked<Work | null>, mayMake: boolean) {
  const client = useClient();
  const act = useAct();
  const begun = useRef<string>(undefined);
  const wanted = mayMake && work.value && !work.value.isMade ? work.value.importId : undefined;
  useEffect(() => {
    if (wanted === undefined || wanted === begun.current) return;
    begun.current = wanted;
    act.run(async () => {
      await client.request('rosterWork.make', { importId: wanted });
      work.reload();
    });
  }, [wanted, act, client, work]);
  return act;
}

interface FiltersProps {
  readonly work: Work;
  readonly wanted: Wanted;
  readonly onWanted: (wanted: Wanted) => void;
}

function Filters({ work, wanted, onWanted }: FiltersProps) {
  const change = (part: Partial<Wanted>) => onWanted({ ...wanted, ...part });
  return (
    <>
      <SegmentedControl
        aria-label="哪一类"
        value={wanted.kind}
        onChange={(kind) => change({ kind })}
        data={rosterWorkKinds.map((kind) => ({ value: kind, label: labelOf(kind, work.counts) }))}
      />
      <div className={css['head']}>
        <NativeSelect
          label="名册"
          value={work.importId}
          onChange={(event) => change({ importId: event.currentTarget.value })}
          data={work.imports.map((one) => ({
            value: one.importId,
            label: `${one.asOfDay}　${one.fileName}`,
          }))}
        />
        <TextInput
          label="乡镇"
          placeholder="全部"
          w="9rem"
          maxLength={60}
          value={wanted.township}
          onChange={(event) => change({ township: event.currentTarget.value })}
        />
        <SegmentedControl
          aria-label="办了没有"
          value={wanted.state}
          onChange={(state) => change({ state })}
          data={[
            { value: 'open', label: '未销号' },
            { value: 'ticked', label: '已销号' },
          ]}
        />
        <Checkbox
          label="只看在院或本年结算过的"
          checked={wanted.onlyTouched}
          onChange={(event) => change({ onlyTouched: event.currentTarget.checked })}
        />
      </div>
    </>
  );
}

/** 未再列入 3 / 12: what is left of how many. */
function labelOf(kind: RosterWorkKind, counts: readonly RosterWorkCount[]): string {
  const of = counts.find((one) => one.kind === kind);
  if (of === undefined || of.count === 0) return `${kindTitles[kind]} 0`;
  return `${kindTitles[kind]} ${of.count - of.tickedCount} / ${of.count}`;
}

interface LinesProps {
  readonly work: Asked<Work | null>;
  readonly asked: Wanted;
  readonly mayWork: boolean;
  readonly onCorrect?: () => void;
}

function Lines({ work, asked, mayWork, onCorrect }: LinesProps) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [ticks, setTicks] = useState(false);
  const { value, reload } = work;
  if (!value) return null;
  const takesBack = asked.state === 'ticked';
  return (
    <>
      <div className={css['head']}>
        {mayWork && (
          <Button disabled={chosen.length === 0} onClick={() => setTicks(true)}>
            {takesBack ? '撤回销号' : '销号'} {chosen.length} 人
          </Button>
        )}
        {onCorrect !== undefined && (
          <Button variant="default" onClick={onCorrect}>
            到“更正”看受影响的结算
          </Button>
        )}
        {value.more && <span className={css['soft']}>只列出前 200 人，销号后列出其余的人。</span>}
      </div>
      <LineTable lines={value.lines} {...(mayWork && { chosen, onChosen: setChosen })} />
      {ticks && (
        <TickDialog
          importId={value.importId}
          kind={asked.kind}
          personIds={chosen}
          takesBack={takesBack}
          onDone={() => {
            setTicks(false);
            setChosen([]);
            reload();
          }}
          onClose={() => setTicks(false)}
        />
      )}
    </>
  );
}
