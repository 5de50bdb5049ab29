import { Button, Group, Table } from '@mantine/core';
import type { TopUp } from '../../shared/contract/top-ups.ts';
import { Amount } from '../components/amount.tsx';
import css from './hardship.module.css';
import { moneyWords } from './words.ts';

export type TopUpAct = 'print' | 'withdraw';

interface TopUpTableProps {
  readonly topUps: readonly TopUp[];
  readonly namesPerson: boolean;
  readonly empty: string;
  readonly mayAct: boolean;
  readonly onAct: (act: TopUpAct, topUp: TopUp) => void;
}

/** One top-up a line: who paid how much by which approval, and what became of the money. */
export function TopUpTable({ topUps, namesPerson, empty, mayAct, onAct }: TopUpTableProps) {
  if (topUps.length === 0) return <p>{empty}</p>;
  return (
    <div className={css['rows']} tabIndex={0} role="region" aria-label="结算后补助">
      <Table stickyHeader highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {namesPerson && <Table.Th>患者</Table.Th>}
            <Table.Th>补助</Table.Th>
            <Table.Th>批准</Table.Th>
            <Table.Th ta="right">金额（元）</Table.Th>
            <Table.Th>去向</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {topUps.map((one) => (
            <Row key={one.topUpId} one={one} {...{ namesPerson, mayAct, onAct }} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Row({
  one,
  namesPerson,
  mayAct,
  onAct,
}: Omit<TopUpTableProps, 'topUps' | 'empty'> & { readonly one: TopUp }) {
  return (
    <Table.Tr>
      {namesPerson && (
        <Table.Td>
          {one.personName}
          <small>{one.maskedIdNumber}</small>
        </Table.Td>
      )}
      <Table.Td>
        {one.title}
        <small>
          {one.number}，结算单 {one.slipNumber}
        </small>
      </Table.Td>
      <Table.Td>
        {one.approvalNumber}
        <small>
          {one.approvedOn} {one.approver}
        </small>
      </Table.Td>
      <Table.Td ta="right">
        <Amount fen={one.amountFen} />
      </Table.Td>
      <Table.Td>{moneyWords(one)}</Table.Td>
      <Table.Td>
        {mayAct && (
          <Group gap="xs" justify="flex-end" wrap="nowrap">
            {one.withdrawn === null && (
              <Button
                size="compact-md"
                variant="default"
                aria-label={`撤销补助 ${one.number}`}
                onClick={() => onAct('withdraw', one)}
              >
                撤销
              </Button>
            )}
            <Button
              size="compact-md"
              variant="default"
              aria-label={`补打补助单 ${one.number}`}
              onClick={() => onAct('print', one)}
            >
              补打
            </Button>
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
