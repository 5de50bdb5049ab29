import { Table } from '@mantine/core';
import type { Shift } from '../../shared/contract/day-close.ts';
import { meansTitles } from '../../shared/contract/payments.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import css from './day-close.module.css';
import { FactList } from './fact-list.tsx';

/** What the ledger says of a shift. */
export function ShiftFigures({ shift }: { shift: Shift }) {
  const deferred = shift.takings.find(({ means }) => means === 'deferred');
  const rows: readonly (readonly [string, string])[] = [
    ['结算', `${shift.settlementCount} 张，撤销 ${shift.reversalCount} 张，补打 ${shift.reprintCount} 张`],
    ['单号', shift.firstSlip === null ? '没有' : `${shift.firstSlip} 至 ${shift.lastSlip ?? ''}`],
    ['总费用', formatYuan(shift.settledFen)],
    ['个人负担', formatYuan(shift.personalFen)],
    ...(deferred === undefined ? [] : [['新缓交', formatYuan(deferred.collectedFen)] as const]),
    ...(shift.roundingFen === 0 ? [] : [['现金取整', formatYuan(shift.roundingFen)] as const]),
    ...(shift.correctedFen === 0 ? [] : [['以前日结更正', formatYuan(shift.correctedFen)] as const]),
  ];
  return (
    <>
      <Table className={css['takings']} aria-label="按收款方式">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>收款方式</Table.Th>
            <Table.Th ta="right">结算收款</Table.Th>
            <Table.Th ta="right">收回欠费</Table.Th>
            <Table.Th ta="right">退款</Table.Th>
            <Table.Th ta="right">净额</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shift.takings
            .filter(({ means }) => means !== 'deferred')
            .map(({ means, collectedFen, debtFen, refundedFen, netFen }) => (
              <Table.Tr key={means}>
                <Table.Th>{meansTitles[means]}</Table.Th>
                <Table.Td ta="right">{formatYuan(collectedFen)}</Table.Td>
                <Table.Td ta="right">{formatYuan(debtFen)}</Table.Td>
                <Table.Td ta="right">{formatYuan(refundedFen)}</Table.Td>
                <Table.Td ta="right">
                  <b>{formatYuan(netFen)}</b>
                </Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
      <FactList facts={rows} />
      {shift.voided.length > 0 && (
        <ul className={css['voided']} aria-label="撤销的单子">
          {shift.voided.map(({ slipNumber, reversalNumber, reason }) => (
            <li key={reversalNumber}>
              撤销 {slipNumber}（撤销单 {reversalNumber}）：{reason}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
