import { Button, Table } from '@mantine/core';
import { useState } from 'react';
import type { HospitalSystemState } from '../../shared/contract/hospital-system.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { type Act, useAct, useAnswer, useClient, useEvent } from '../app/use-client.ts';
import { formatMoment } from '../components/moment.ts';
import { Trouble } from '../components/trouble.tsx';
import css from './admin.module.css';
import { chargeAdapter, feeAdapter } from './query-adapters.ts';
import { QueryDialog } from './query-dialog.tsx';

const watchTitles = {
  off: '没有选定',
  watching: '正在看着',
  away: '现在不在（U盘或网络盘没有接上），接上后自动继续',
};

/** Where fee lists come from besides a file that the clerk picks: a folder that is watched, a query at the hospital's system. */
export function FeeSourcesPage({ session }: RoomProps) {
  const client = useClient();
  const state = useAnswer('hospitalSystem.state', {});
  const act = useAct();
  const [opened, setOpened] = useState<'fees' | 'charges'>();
  useEvent('hospitalSystem.changed', state.reload);
  const choose = () =>
    act.run(async () => {
      const folder = await client.request('files.choose', { purpose: 'folder' });
      if (folder === null) return;
      await client.request('hospitalSystem.watchFolder', { fileToken: folder.fileToken });
      state.reload();
    });
  const run = (name: 'hospitalSystem.stopWatching' | 'hospitalSystem.lookAgain') =>
    act.run(async () => {
      await client.request(name, {});
      state.reload();
    });
  const mayChange = mayAsk(session.role, 'hospitalSystem.setQuery');
  const { value } = state;
  const dialog = { onSaved: state.reload, onClose: () => setOpened(undefined) };
  return (
    <>
      <h2>费用来源</h2>
      <Trouble refusal={act.refusal ?? state.refusal} />
      {value !== undefined && (
        <>
          <Folder state={value} mayChange={mayChange} act={act} onChoose={choose} onRun={run} />
          <Queries state={value} mayChange={mayChange} onOpen={setOpened} />
          <RefusedFiles refused={value.refused} />
        </>
      )}
      {opened === 'fees' && value !== undefined && (
        <QueryDialog adapter={feeAdapter} query={value.query} {...dialog} />
      )}
      {opened === 'charges' && value !== undefined && (
        <QueryDialog adapter={chargeAdapter} query={value.chargeQuery} {...dialog} />
      )}
    </>
  );
}

interface QueriesProps {
  readonly state: HospitalSystemState;
  readonly mayChange: boolean;
  readonly onOpen: (which: 'fees' | 'charges') => void;
}

/** What the hospital's own system is asked for. */
function Queries({ state: { query, chargeQuery, hasToken }, mayChange, onOpen }: QueriesProps) {
  const isAsked = query !== null || chargeQuery !== null;
  return (
    <>
      <p className={css['state']}>
        <b>向收费系统查询费用：{query === null ? '没有设置' : query.address}</b>
        <br />
        <b>向收费系统查询收费（对账）：{chargeQuery === null ? '没有设置' : chargeQuery.address}</b>
        {isAsked && ` · 口令${hasToken ? '已填' : '没有填'}`}
      </p>
      {mayChange && (
        <div className={css['form']}>
          <Button variant="default" onClick={() => onOpen('fees')}>
            改查询费用的设置
          </Button>
          <Button variant="default" onClick={() => onOpen('charges')}>
            改查询收费的设置
          </Button>
        </div>
      )}
    </>
  );
}

interface FolderProps {
  readonly state: HospitalSystemState;
  readonly mayChange: boolean;
  readonly act: Act;
  readonly onChoose: () => void;
  readonly onRun: (name: 'hospitalSystem.stopWatching' | 'hospitalSystem.lookAgain') => void;
}

function Folder({ state, mayChange, act, onChoose, onRun }: FolderProps) {
  const { folder, watch, takenCount, refused } = state;
  return (
    <>
      <p className={css['state']}>
        <b>费用文件夹：{folder ?? '没有选定'}</b>
        {folder !== null &&
          ` · ${watchTitles[watch]} · 已导入 ${takenCount} 份 · 没有导入 ${refused.length} 份`}
        <br />
        收费系统把清单（文件名以住院号开头，或有“住院号”列）导出到这里，写完就自动导入，文件留在原处，同一份只导入一次。
      </p>
      {mayChange && (
        <div className={css['form']}>
          <Button autoFocus loading={act.waiting} onClick={onChoose}>
            选择费用文件夹
          </Button>
          {folder !== null && (
            <>
              <Button variant="default" onClick={() => onRun('hospitalSystem.lookAgain')}>
                再看一遍
              </Button>
              <Button variant="default" onClick={() => onRun('hospitalSystem.stopWatching')}>
                不再自动导入
              </Button>
            </>
          )}
        </div>
      )}
    </>
  );
}

function RefusedFiles({ refused }: Pick<HospitalSystemState, 'refused'>) {
  if (refused.length === 0) return null;
  return (
    <Table stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>没有导入的文件</Table.Th>
          <Table.Th>原因</Table.Th>
          <Table.Th>时间</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {refused.map(({ fileName, code, sentence, recordedAt }) => (
          <Table.Tr key={`${fileName} ${code} ${recordedAt}`}>
            <Table.Td className={css['file']}>{fileName}</Table.Td>
            <Table.Td title={code}>{sentence}</Table.Td>
            <Table.Td className={css['column']}>{formatMoment(recordedAt)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
