import { Button, Checkbox, Group } from '@mantine/core';
import { useState } from 'react';
import type { FundClaimRow } from '../../shared/contract/fund-claims.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { type LongColumn, LongTable } from '../components/long-table.tsx';
import { Trouble } from '../components/trouble.tsx';
import { ClaimDialog } from './claim-dialog.tsx';
import css from './fund-claims.module.css';
import { amountOrBlank, stateTitle } from './words.ts';

const columns: readonly LongColumn<FundClaimRow>[] = [
  { title: '申请号', width: '9.5rem', cell: ({ number }) => number },
  { title: '支付方', width: 'minmax(8rem, 1fr)', cell: ({ payerTitle }) => payerTitle },
  { title: '月份', width: '4.6rem', cell: ({ month }) => month },
  { title: '状态', width: '4.8rem', cell: stateCell },
  { title: '申报日期', width: '6rem', cell: ({ submittedOn }) => submittedOn ?? '' },
  { title: '笔数', width: '3rem', align: 'right', cell: ({ lineCount }) => lineCount },
  { title: '申请（元）', width: '7rem', align: 'right', cell: ({ amountFen }) => formatYuan(amountFen) },
  { title: '已到账', width: '7rem', align: 'right', cell: ({ receivedFen }) => amountOrBlank(receivedFen) },
  { title: '质保金', width: '6rem', align: 'right', cell: ({ retainedFen }) => amountOrBlank(retainedFen) },
  { title: '尚未拨付', width: '7rem', align: 'right', cell: openCell },
];

/** Every claim, the newest first; Enter opens one. */
export function ClaimsPage({ session, status }: RoomProps) {
  const [onlyOpen, setOnlyOpen] = useState(true);
  const [opened, setOpened] = useState<string>();
  const list = useAnswer('fundClaims.list', { payer: null, onlyOpen });
  const rows = list.value?.rows ?? [];
  return (
    <>
      <Group>
        <h2>拨付申请</h2>
        <Checkbox
          label="只看没有结清的"
          checked={onlyOpen}
          onChange={(event) => setOnlyOpen(event.currentTarget.checked)}
        />
      </Group>
      {mayAsk(session.role, 'fundClaims.importReply') && (
        <ImportReply onImported={(claimId) => (setOpened(claimId), list.reload())} />
      )}
      <Trouble refusal={list.refusal} />
      <LongTable
        label="拨付申请"
        columns={columns}
        rowCount={rows.length}
        rowAt={(index) => rows[index]}
        onOpen={({ claimId }) => setOpened(claimId)}
        height="calc(100vh - 17rem)"
        autoFocus
        empty={list.waiting ? '正在查找……' : '没有没结清的拨付申请。在“各方应付”（F2）选支付方，生成草稿。'}
      />
      <p className={css['soft']}>
        {list.value?.isCut === true && `只列出最近 ${rows.length} 份。`}
        <KeyHint of="↑↓" /> 选申请，
        <KeyHint of="Enter" /> 打开
      </p>
      {opened !== undefined && (
        <ClaimDialog
          claimId={opened}
          role={session.role}
          today={status.today}
          onClose={() => (setOpened(undefined), list.reload())}
        />
      )}
    </>
  );
}

/** The reply file of a payer that is not on the platform. */
function ImportReply({ onImported }: { onImported: (claimId: string) => void }) {
  const client = useClient();
  const act = useAct();
  const [said, setSaid] = useState<string>();
  const choose = () =>
    act.run(async () => {
      setSaid(undefined);
      const file = await client.request('files.choose', { purpose: 'claim_reply' });
      if (file === null) return;
      const { fileToken } = file;
      const { claim, alreadyImported } = await client.request('fundClaims.importReply', { fileToken });
      setSaid(alreadyImported ? `${file.fileName} 以前导入过，没有重复记账。` : `✓ 已导入 ${file.fileName}`);
      onImported(claim.claimId);
    });
  return (
    <>
      <Group>
        <Button size="compact-md" variant="default" loading={act.waiting} onClick={choose}>
          导入回执文件
        </Button>
        {said !== undefined && <span role="status">{said}</span>}
      </Group>
      <Trouble refusal={act.refusal} />
    </>
  );
}

function stateCell({ state }: FundClaimRow) {
  const style = state === 'paid' ? css['done'] : state === 'draft' ? css['look'] : undefined;
  return <span className={style}>{stateTitle(state)}</span>;
}

function openCell({ state, openFen }: FundClaimRow) {
  return state === 'withdrawn' || state === 'draft' ? '' : <b>{amountOrBlank(openFen)}</b>;
}
