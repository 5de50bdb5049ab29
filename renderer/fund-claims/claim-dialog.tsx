import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import type { FundClaim, FundClaimLine } from '../../shared/contract/fund-claims.ts';
import type { Role } from '../../shared/contract/request.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { mayAsk } from '../app/permission.ts';
import { useAnswer } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { type LongColumn, LongTable } from '../components/long-table.tsx';
import { Trouble } from '../components/trouble.tsx';
import { ClaimActs } from './claim-acts.tsx';
import css from './fund-claims.module.css';
import { amountOrBlank, movementWords, stateTitle } from './words.ts';
import { WriteOffDialog } from './write-off-dialog.tsx';

const columns: readonly LongColumn<FundClaimLine>[] = [
  { title: '结算单号', width: '8rem', cell: ({ slipNumber }) => slipNumber },
  { title: '姓名', width: '5rem', cell: ({ name }) => name },
  { title: '身份证号', width: '11rem', cell: ({ idNumber }) => idNumber },
  { title: '资格', width: '6rem', cell: ({ category }) => category },
  {
    title: '出院',
    width: '6.2rem',
    cell: ({ isReversal, dischargedOn }) => (isReversal ? '撤销' : dischargedOn),
  },
  { title: '诊断', width: 'minmax(6rem, 3fr)', cell: ({ diagnosis }) => diagnosis },
  { title: '总费用', width: '6.4rem', align: 'right', cell: ({ totalFen }) => formatYuan(totalFen) },
  { title: '申请', width: '6.4rem', align: 'right', cell: ({ amountFen }) => formatYuan(amountFen) },
  { title: '未拨付', width: '6.4rem', align: 'right', cell: ({ openFen }) => amountOrBlank(openFen) },
  { title: '拒付', width: 'minmax(6rem, 2fr)', cell: refusedCell },
];

interface ClaimDialogProps {
  readonly claimId: string;
  readonly role: Role;
  readonly today: string;
  readonly onClose: () => void;
}

/** One claim with its settlements, what came of it, and what may be done with it. */
export function ClaimDialog({ claimId, role, today, onClose }: ClaimDialogProps) {
  const { value: claim, refusal, reload } = useAnswer('fundClaims.read', { claimId });
  const [writesOff, setWritesOff] = useState<FundClaimLine>();
  const title = claim === undefined ? '拨付申请' : `${claim.number} ${claim.payerTitle} ${claim.month}`;
  return (
    <Modal opened size="84rem" title={title} onClose={onClose}>
      <Trouble refusal={refusal} />
      {claim !== undefined && (
        <>
          <ClaimBody
            claim={claim}
            mayWriteOff={mayAsk(role, 'fundClaims.writeOff')}
            onWriteOff={setWritesOff}
          />
          <ClaimActs claim={claim} role={role} today={today} onChanged={reload} onClose={onClose} />
        </>
      )}
      {claim === undefined && (
        <Group mt="sm">
          <Button variant="default" onClick={onClose}>
            <KeyHint of="Esc" /> 返回
          </Button>
        </Group>
      )}
      {writesOff !== undefined && (
        <WriteOffDialog
          claimId={claimId}
          line={writesOff}
          onDone={() => (setWritesOff(undefined), reload())}
          onClose={() => setWritesOff(undefined)}
        />
      )}
    </Modal>
  );
}

interface ClaimBodyProps {
  readonly claim: FundClaim;
  readonly mayWriteOff: boolean;
  readonly onWriteOff: (line: FundClaimLine) => void;
}

function ClaimBody({ claim, mayWriteOff, onWriteOff }: ClaimBodyProps) {
  return (
    <>
      <Sums claim={claim} />
      {claim.reversedCount > 0 && (
        <p className={css['reversed']}>
          草稿里有 {claim.reversedCount} 笔结算已经撤销：请作废草稿，重新生成后再申报。
        </p>
      )}
      <LongTable
        label="申请的结算"
        columns={columns}
        rowCount={claim.lines.length}
        rowAt={(index) => claim.lines[index]}
        height="min(22rem, calc(100vh - 26rem))"
        autoFocus
        empty=""
        {...(mayWriteOff ? { onOpen: (line: FundClaimLine) => line.refusedFen > 0 && onWriteOff(line) } : {})}
      />
      {claim.movements.length > 0 && (
        <ul className={css['movements']} aria-label="到账、拒付和核销">
          {claim.movements.map((movement) => (
            <li key={movement.movementId}>{movementWords(movement)}</li>
          ))}
        </ul>
      )}
      {claim.lines.some(({ refusedFen }) => refusedFen > 0) && mayWriteOff && (
        <p className={css['soft']}>
          选中有拒付的一笔，
          <KeyHint of="Enter" /> 核销（医院承担，要复核人）；对方补拨的，照常登记到账。
        </p>
      )}
    </>
  );
}

function Sums({ claim }: { claim: FundClaim }) {
  const { state, amountFen, receivedFen, retainedFen, writtenOffFen, openFen, lines } = claim;
  const sent =
    claim.submittedOn === null
      ? `${claim.draftedOn} ${claim.draftedByName} 制`
      : `${claim.submittedOn} ${claim.submittedByName ?? ''} 申报`;
  const sums: readonly (readonly [string, string])[] = [
    [`${stateTitle(state)}，${lines.length} 笔`, sent],
    ['申请（元）', formatYuan(amountFen)],
    ['已到账', formatYuan(receivedFen)],
    ['质保金', formatYuan(retainedFen)],
    [writtenOffFen === 0 ? '尚未拨付' : `尚未拨付（核销 ${formatYuan(writtenOffFen)}）`, formatYuan(openFen)],
  ];
  return (
    <>
      <dl className={css['sums']} aria-label="拨付情况">
        {sums.map(([title, text]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {claim.delivery !== null && <Delivery delivery={claim.delivery} />}
      {claim.withdrawnReason !== null && <p className={css['soft']}>撤回原因：{claim.withdrawnReason}</p>}
    </>
  );
}

const deliveryTitles = {
  pending: '还没有报到医保平台',
  unknown: '不知道医保平台收到没有，按“再报一次”查清',
  done: '医保平台已受理清算申请',
  refused: '医保平台没有受理',
  undone: '已向医保平台撤销清算申请',
} as const;

function Delivery({ delivery: { state, number, reason } }: { delivery: NonNullable<FundClaim['delivery']> }) {
  const isWell = state === 'done' || state === 'undone';
  return (
    <p className={isWell ? css['soft'] : css['reversed']}>
      {deliveryTitles[state]}
      {number !== null && `（${number}）`}
      {!isWell && reason !== null && `：${reason}`}
    </p>
  );
}

function refusedCell({ refusedFen, refusedReason }: FundClaimLine) {
  if (refusedFen === 0) return '';
  return (
    <span className={css['stop']}>
      {formatYuan(refusedFen)} {refusedReason}
    </span>
  );
}
