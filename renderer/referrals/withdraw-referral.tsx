import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useAct, useClient } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { ReasonDialog } from '../components/reason-dialog.tsx';
import { Look } from '../components/trouble.tsx';

interface WithdrawReferralProps {
  readonly referral: { readonly referralId: string; readonly number: string };
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Takes a certificate back with a reason, and says whether somebody has to call the centre about it. */
export function WithdrawReferral({ referral, onDone, onClose }: WithdrawReferralProps) {
  const { referralId, number } = referral;
  const client = useClient();
  const act = useAct();
  const [isFiled, setFiled] = useState<boolean>();
  if (isFiled !== undefined) {
    return (
      <Modal opened size="lg" title={`转诊证明 ${number}`} onClose={onDone}>
        <Stack gap="sm">
          <p>
            <b>✓ 已作废</b>，原因、经办人和时间都有记录。
          </p>
          {isFiled ? <Look sentence={callCentre(number)} /> : <p>平台没有收到过这份转诊，不用另外告知。</p>}
          <Group justify="end">
            <Button data-autofocus onClick={onDone}>
              <KeyHint of="Enter" /> 好
            </Button>
          </Group>
        </Stack>
      </Modal>
    );
  }
  return (
    <ReasonDialog
      title={`作废转诊证明 ${number}`}
      act={act}
      submitLabel="作废"
      before={<p>证明会留着并标明作废。平台没有撤销转诊备案的交易，已经报上去的要打电话请医保中心撤销。</p>}
      onSubmit={(reason) =>
        act.run(async () => {
          const { withdrawn } = await client.request('referrals.withdraw', { referralId, reason });
          setFiled(withdrawn?.isFiledAtPlatform ?? false);
        })
      }
      onClose={onClose}
    />
  );
}

/** What is left to do for a referral that the platform may still have. */
export function callCentre(number: string): string {
  return `中心可能还有转诊 ${number} 的备案：请打电话告诉县医保中心撤销，不然患者在对方医院仍会按转诊结算。`;
}
