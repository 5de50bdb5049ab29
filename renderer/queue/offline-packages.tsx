import { Button, Table } from '@mantine/core';
import type { OfflinePackage } from '../../shared/contract/offline.ts';
import type { Role } from '../../shared/contract/request.ts';
import { mayAsk } from '../app/permission.ts';
import { Amount } from '../components/amount.tsx';
import { formatMoment } from '../components/moment.ts';
import css from './queue.module.css';

interface OfflinePackagesProps {
  readonly packages: readonly OfflinePackage[];
  readonly role: Role;
  readonly onWithdraw: (left: OfflinePackage) => void;
}

/** What left on a stick, the newest first; who may say that one was not handed in gets a button for it. */
export function OfflinePackages({ packages, role, onWithdraw }: OfflinePackagesProps) {
  if (packages.length === 0) return <p className={css['facts']}>还没有导出过。</p>;
  return (
    <div className={css['attempts']} tabIndex={0} role="region" aria-label="导出过的文件">
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>导出时间</Table.Th>
            <Table.Th>文件</Table.Th>
            <Table.Th ta="right">笔数</Table.Th>
            <Table.Th ta="right">金额</Table.Th>
            <Table.Th>回执</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {packages.map((one) => (
            <Table.Tr key={one.packageId}>
              <Table.Td>
                {formatMoment(one.exportedAt)} <small>{one.exportedBy}</small>
              </Table.Td>
              <Table.Td className={css['reason']}>{one.fileName}</Table.Td>
              <Table.Td ta="right">{one.count}</Table.Td>
              <Table.Td ta="right">
                <Amount fen={one.sumFen} />
              </Table.Td>
              <Table.Td>
                <Answer of={one} />
                {mayAsk(role, 'offline.withdraw') && isWithdrawable(one) && (
                  <Button size="compact-xs" variant="default" ml="xs" onClick={() => onWithdraw(one)}>
                    没有送出
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** What the centre said of it, or why it never will. */
function Answer({ of: one }: { of: OfflinePackage }) {
  return (
    <>
      {one.receiptAt === null ? '还没有' : `${formatMoment(one.receiptAt)} 导入`}
      {one.withdrawnAt !== null && (
        <small>
          {' '}
          {formatMoment(one.withdrawnAt)} 标为没有送出：{one.withdrawnReason}
        </small>
      )}
      {one.openCount > 0 && <small> 还有 {one.openCount} 笔未办完</small>}
      {one.contradictionCount > 0 && <b className={css['stop']}> {one.contradictionCount} 笔说法不一致</b>}
    </>
  );
}

function isWithdrawable({ withdrawnAt, receiptAt, openCount }: OfflinePackage): boolean {
  return withdrawnAt === null && (receiptAt === null || openCount > 0);
}
