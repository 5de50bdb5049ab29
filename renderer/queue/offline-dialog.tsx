import { Button, Group, Modal, Stack, Table } from '@mantine/core';
import { useState } from 'react';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import type { Role } from '../../shared/contract/request.ts';
import { formatYuan, sumFen } from '../../shared/money/fen.ts';
import { mayAsk } from '../app/permission.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { Amount } from '../components/amount.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { formatMoment } from '../components/moment.ts';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import css from './queue.module.css';

interface OfflineDialogProps {
  readonly role: Role;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** While the network is away for days: what waits goes out on a stick, and the platform's receipt comes back in. */
export function OfflineDialog({ role, onChanged, onClose }: OfflineDialogProps) {
  const client = useClient();
  const { value, refusal, reload } = useAnswer('offline.packages', {});
  const act = useAct();
  const [said, setSaid] = useState<string>();
  const finish = (sentence: string) => {
    setSaid(sentence);
    reload();
    onChanged();
  };
  const exportAll = () =>
    act.run(async () => {
      setSaid(undefined);
      const exported = await client.request('offline.export', {});
      if (exported !== null) finish(exportedWords(exported));
    });
  const importReceipt = () =>
    act.run(async () => {
      setSaid(undefined);
      const file = await client.request('files.choose', { purpose: 'receipt' });
      if (file === null) return;
      finish(importedWords(await client.request('offline.importReceipt', { fileToken: file.fileToken })));
    });
  return (
    <Modal opened size="xl" title="网断了几天：用U盘报送" onClose={onClose}>
      <Stack gap="sm">
        <ol className={css['facts']}>
          <li>导出：把等着上传的记录写成加密文件，存到U盘，送到县医保中心。</li>
          <li>导入：把中心给的回执带回来，按回执逐笔办完。</li>
        </ol>
        <p className={css['facts']}>导出以后照常办业务；网络先通了会自动上传，同一笔不会变成两笔。</p>
        {mayAsk(role, 'offline.export') && (
          <Group gap="xs">
            <Button data-autofocus loading={act.waiting} onClick={exportAll}>
              导出到U盘
            </Button>
            <Button variant="default" disabled={act.waiting} onClick={importReceipt}>
              导入中心的回执
            </Button>
          </Group>
        )}
        <Waiting what={act.waiting ? '正在办理……' : undefined} />
        {said !== undefined && <Look sentence={said} />}
        <Trouble refusal={act.refusal ?? refusal} />
        {value !== undefined && <Packages packages={value.packages} />}
        <Group>
          <Button variant="default" onClick={onClose}>
            <KeyHint of="Esc" /> 返回
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function exportedWords({ packages, more }: NonNullable<RequestOutput<'offline.export'>>): string {
  const count = packages.reduce((sum, one) => sum + one.count, 0);
  const amount = formatYuan(sumFen(packages.map(({ sumFen: fen }) => fen)));
  const rest = more ? '还有装不下的：等这批的回执导入以后再导出一次。' : '请把这些文件送到县医保中心。';
  return `已写出 ${packages.length} 个文件，共 ${count} 笔、${amount} 元。${rest}`;
}

function importedWords({ alreadyImported, counts }: RequestOutput<'offline.importReceipt'>): string {
  if (alreadyImported) return '这份回执以前导入过，没有再变动。';
  const parts = [
    `受理 ${counts.done} 笔`,
    `退回 ${counts.dead} 笔`,
    counts.agrees > 0 && `已从网上办完 ${counts.agrees} 笔`,
    counts.unchanged > 0 && `仍在等 ${counts.unchanged} 笔`,
    counts.contradicts > 0 && `与平台说法不一致 ${counts.contradicts} 笔，请财务与中心核对`,
  ];
  return `回执已导入：${parts.filter(Boolean).join('，')}。`;
}

function Packages({ packages }: RequestOutput<'offline.packages'>) {
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
                {one.receiptAt === null ? '还没有' : `${formatMoment(one.receiptAt)} 导入`}
                {one.openCount > 0 && <small> 还有 {one.openCount} 笔未办完</small>}
                {one.contradictionCount > 0 && (
                  <b className={css['stop']}> {one.contradictionCount} 笔说法不一致</b>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
