import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import type { OfflinePackage } from '../../shared/contract/offline.ts';
import type { Role } from '../../shared/contract/request.ts';
import { formatYuan, sumFen } from '../../shared/money/fen.ts';
import { mayAsk } from '../app/permission.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import { OfflinePackages } from './offline-packages.tsx';
import css from './queue.module.css';
import { WithdrawDialog } from './withdraw-dialog.tsx';

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
  const [withdrawing, setWithdrawing] = useState<OfflinePackage>();
  const finish = (sentence: string) => {
    setSaid(sentence);
    setWithdrawing(undefined);
    reload();
    onChanged();
  };
  const exportAll = () =>
    act.run(async () => {
      setSaid(undefined);
      // Of what was not written the list says so as well.
      const exported = await client.request('offline.export', {}).finally(reload);
      if (exported !== null) finish(exportedWords(exported));
    });
  const importReceipt = () =>
    act.run(async () => {
      setSaid(undefined);
      const file = await client.request('files.choose', { purpose: 'receipt' });
      if (file === null) return;
      finish(importedWords(await client.request('offline.importReceipt', { fileToken: file.fileToken })));
    });
  if (withdrawing !== undefined) {
    const close = () => setWithdrawing(undefined);
    const done = () => finish('已标为没有送出。');
    return <WithdrawDialog left={withdrawing} onDone={done} onClose={close} />;
  }
  return (
    <Modal opened size="xl" title="网断了几天：用U盘报送" onClose={onClose}>
      <Stack gap="sm">
        <Ways />
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
        {value !== undefined && (
          <OfflinePackages packages={value.packages} role={role} onWithdraw={setWithdrawing} />
        )}
        <Group>
          <Button variant="default" onClick={onClose}>
            <KeyHint of="Esc" /> 返回
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Ways() {
  return (
    <>
      <ol className={css['facts']}>
        <li>导出：把等着上传的记录写成加密文件，存到U盘，送到县医保中心。</li>
        <li>导入：把中心给的回执带回来，按回执逐笔办完。</li>
      </ol>
      <p className={css['facts']}>导出以后照常办业务；网络先通了会自动上传，同一笔不会变成两笔。</p>
    </>
  );
}

function exportedWords({ packages, more }: NonNullable<RequestOutput<'offline.export'>>): string {
  const count = packages.reduce((sum, one) => sum + one.count, 0);
  const amount = formatYuan(sumFen(packages.map(({ sumFen: fen }) => fen)));
  const rest = more ? '还有装不下的：等这批的回执导入以后再导出一次。' : '请把这些文件送到县医保中心。';
  return `已写出 ${packages.length} 个文件，共 ${count} 笔、${amount} 元。${rest}`;
}

function importedWords({
  alreadyImported,
  wasWithdrawn,
  counts,
}: RequestOutput<'offline.importReceipt'>): string {
  if (alreadyImported) return '这份回执以前导入过，没有再变动。';
  const parts = [
    `受理 ${counts.done} 笔`,
    `退回 ${counts.dead} 笔`,
    counts.agrees > 0 && `已从网上办完 ${counts.agrees} 笔`,
    counts.unchanged > 0 && `仍在等 ${counts.unchanged} 笔`,
    counts.contradicts > 0 && `与平台说法不一致 ${counts.contradicts} 笔，请财务与中心核对`,
  ];
  const all = wasWithdrawn ? '这个文件标过“没有送出”，中心却收到了，以回执为准。' : '';
  return `回执已导入：${parts.filter(Boolean).join('，')}。${all}`;
}
