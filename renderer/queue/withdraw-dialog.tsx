import { Text } from '@mantine/core';
import type { OfflinePackage } from '../../shared/contract/offline.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { ReasonDialog } from '../components/reason-dialog.tsx';

interface WithdrawDialogProps {
  readonly left: OfflinePackage;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** A stick that was lost or a file that was not written: the centre will not get this package. */
export function WithdrawDialog({ left: { packageId, fileName }, onDone, onClose }: WithdrawDialogProps) {
  const client = useClient();
  const act = useAct();
  const run = (reason: string) =>
    act.run(async () => {
      await client.request('offline.withdraw', { packageId, reason });
      onDone();
    });
  return (
    <ReasonDialog
      title={`没有送出 ${fileName}`}
      act={act}
      submitLabel="标为没有送出"
      before={
        <Text>
          U盘丢了、坏了，或文件没写成，这个文件没有送到中心、以后也不会送，才这样标。里面的记录照常从网上传，也可以重新导出。还可能送到的不要标。
        </Text>
      }
      onSubmit={run}
      onClose={onClose}
    />
  );
}
