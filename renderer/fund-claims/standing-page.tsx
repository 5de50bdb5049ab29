import { Button, Group, Table } from '@mantine/core';
import { useState } from 'react';
import { ageTitles, type PayerStanding } from '../../shared/contract/fund-claims.ts';
import { type Fen, formatYuan, sumFen } from '../../shared/money/fen.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAnswer } from '../app/use-client.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { ClaimDialog } from './claim-dialog.tsx';
import { DraftDialog } from './draft-dialog.tsx';
import css from './fund-claims.module.css';
import { RetentionDialog } from './retention-dialog.tsx';
import { amountOrBlank } from './words.ts';

/** What every payer owes, how old it is, and what can be claimed now. */
export function StandingPage({ session, status }: RoomProps) {
  const { value, refusal, waiting, reload } = useAnswer('fundClaims.standing', {});
  const [drafts, setDrafts] = useState<PayerStanding>();
  const [retains, setRetains] = useState<PayerStanding>();
  const [opened, setOpened] = useState<string>();
  const mayWrite = mayAsk(session.role, 'fundClaims.draft');
  return (
    <>
      <h2>各方应付</h2>
      <Trouble refusal={refusal} />
      <Waiting what={waiting && value === undefined ? '正在汇总……' : undefined} />
      {value !== undefined && value.payers.length === 0 && (
        <p className={css['soft']}>还没有结算。结算以后，各支付方垫付了多少列在这里，每月向它们申请拨付。</p>
      )}
      {value !== undefined && value.payers.length > 0 && (
        <div className={css['standing']}>
          <StandingTable
            payers={value.payers}
            {...(mayWrite ? { onDraft: setDrafts, onRetention: setRetains } : {})}
          />
        </div>
      )}
      <p className={css['soft']}>
        单位：元。账龄从出院那天算到今天，只算已经申报、还没有拨付的；平均天数是从出院到钱到账，按金额加权。
      </p>
      {drafts !== undefined && (
        <DraftDialog
          payer={drafts}
          today={status.today}
          onDrafted={(claim) => (setDrafts(undefined), setOpened(claim.claimId), reload())}
          onClose={() => setDrafts(undefined)}
        />
      )}
      {retains !== undefined && (
        <RetentionDialog
          payer={retains}
          today={status.today}
          onDone={() => (setRetains(undefined), reload())}
          onClose={() => setRetains(undefined)}
        />
      )}
      {opened !== undefined && (
        <ClaimDialog
          claimId={opened}
          role={session.role}
          today={status.today}
          onClose={() => (setOpened(undefined), reload())}
        />
      )}
    </>
  );
}

interface StandingTableProps {
  readonly payers: readonly PayerStanding[];
  readonly onDraft?: (payer: PayerStanding) => void;
  readonly onRetention?: (payer: PayerStanding) => void;
}

interface Column {
  readonly title: string;
  readonly of: (payer: PayerStanding) => Fen;
  /** A part of it, or what else belongs to it, in a line of its own beneath. */
  readonly below?: (payer: PayerStanding) => string;
  readonly isBelowTrouble?: boolean;
  readonly style?: string | undefined;
}

const columns: readonly Column[] = [
  {
    title: '未申报',
    of: ({ unclaimedFen }) => unclaimedFen,
    below: ({ draftFen }) => words('草稿', draftFen),
  },
  {
    title: '申报未拨',
    of: ({ openFen }) => openFen,
    below: ({ refusedFen }) => words('拒付', refusedFen),
    isBelowTrouble: true,
  },
  ...ageTitles.map((title, index) => ({
    title,
    of: ({ ageFen }: PayerStanding) => ageFen[index] as Fen,
    style: index === ageTitles.length - 1 ? css['look'] : undefined,
  })),
  {
    title: '质保金',
    of: ({ retainedFen }) => retainedFen,
    below: ({ forfeitedFen }) => words('不退', forfeitedFen),
  },
  { title: '已到账', of: ({ receivedFen }) => receivedFen, below: daysWords },
];

function words(what: string, amountFen: Fen): string {
  return amountFen === 0 ? '' : `${what} ${formatYuan(amountFen)}`;
}

function StandingTable({ payers, onDraft, onRetention }: StandingTableProps) {
  return (
    <Table aria-label="各方应付" horizontalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>支付方</Table.Th>
          {columns.map(({ title }) => (
            <Table.Th key={title} ta="right">
              {title}
            </Table.Th>
          ))}
          {onDraft !== undefined && <Table.Th />}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {payers.map((payer) => (
          <PayerRow
            key={payer.payer}
            payer={payer}
            {...(onDraft === undefined ? {} : { onDraft })}
            {...(onRetention === undefined ? {} : { onRetention })}
          />
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th>合计</Table.Th>
          {columns.map(({ title, of }) => (
            <Table.Td key={title} ta="right">
              {formatYuan(sumFen(payers.map(of)))}
            </Table.Td>
          ))}
          {onDraft !== undefined && <Table.Td />}
        </Table.Tr>
      </Table.Tfoot>
    </Table>
  );
}

interface PayerRowProps extends Pick<StandingTableProps, 'onDraft' | 'onRetention'> {
  readonly payer: PayerStanding;
}

function PayerRow({ payer, onDraft, onRetention }: PayerRowProps) {
  return (
    <Table.Tr>
      <Table.Th>{payer.title}</Table.Th>
      {columns.map(({ title, of, below, isBelowTrouble = false, style }) => (
        <Table.Td key={title} ta="right" className={style}>
          {amountOrBlank(of(payer))}
          {below !== undefined && (
            <span className={css[isBelowTrouble ? 'trouble' : 'below']}>{below(payer)}</span>
          )}
        </Table.Td>
      ))}
      {onDraft !== undefined && (
        <Table.Td>
          <Group gap="xs" wrap="nowrap" justify="flex-end">
            {payer.retainedFen > 0 && (
              <Button size="compact-sm" variant="default" onClick={() => onRetention?.(payer)}>
                质保金
              </Button>
            )}
            <Button
              size="compact-sm"
              disabled={payer.unclaimedFen === 0}
              aria-label={`向${payer.title}申请拨付`}
              onClick={() => onDraft(payer)}
            >
              申请拨付
            </Button>
          </Group>
        </Table.Td>
      )}
    </Table.Tr>
  );
}

function daysWords({ daysToMoneyTenths }: PayerStanding): string {
  if (daysToMoneyTenths === null) return '';
  return `平均 ${Math.floor(daysToMoneyTenths / 10)}.${daysToMoneyTenths % 10} 天`;
}
