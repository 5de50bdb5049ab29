import { Button, Group, Modal, Stack } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import type { RegisteredReferral } from '../../shared/contract/referrals.ts';
import type { Role } from '../../shared/contract/request.ts';
import { mayAsk } from '../app/permission.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Look } from '../components/trouble.tsx';
import css from './referrals.module.css';
import { callCentre, WithdrawReferral } from './withdraw-referral.tsx';
import { directionTitles, uploadWords } from './words.ts';

interface ReferralDialogProps {
  readonly referral: RegisteredReferral;
  readonly role: Role;
  /** It was withdrawn: the register is asked anew. */
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** One line of the register; a certificate of ours that stands can be withdrawn from here, also after the discharge. */
export function ReferralDialog({ referral, role, onChanged, onClose }: ReferralDialogProps) {
  const { referralId, direction, number, isWithdrawn, isFiledAtPlatform } = referral;
  const [withdraws, setWithdraws] = useState(false);
  const mayWithdraw =
    direction === 'out' && number !== null && !isWithdrawn && mayAsk(role, 'referrals.withdraw');
  useHotkeys(mayWithdraw && !withdraws ? [['F7', () => setWithdraws(true)]] : [], []);
  if (withdraws && number !== null) {
    // Not before everybody has heard this key press: the Esc that closes a part would close the whole as well.
    const back = () => void setTimeout(() => setWithdraws(false));
    return <WithdrawReferral referral={{ referralId, number }} onDone={onChanged} onClose={back} />;
  }
  const facts: readonly (readonly [string, string])[] = [
    ['患者', referral.personName],
    ['方向', directionTitles[direction]],
    ['对方医院', referral.otherHospital],
    ['转诊日期', `${referral.day}，有效期至 ${referral.validTo}`],
    ['诊断', `${referral.diagnosis.name}（${referral.diagnosis.code}）`],
    ['住院号', referral.admissionNumber],
    ['备案', uploadWords(referral)],
  ];
  return (
    <Modal opened size="lg" title={`转诊 ${number ?? referral.personName}`} onClose={onClose}>
      <Stack gap="sm">
        <dl className={css['facts']}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {direction === 'out' && isWithdrawn && isFiledAtPlatform && (
          <Look sentence={callCentre(number ?? '')} />
        )}
        <Group justify="space-between">
          {mayWithdraw ? (
            <Button variant="light" color="red" onClick={() => setWithdraws(true)}>
              <KeyHint of="F7" /> 作废
            </Button>
          ) : (
            <span />
          )}
          <Button variant="default" data-autofocus onClick={onClose}>
            <KeyHint of="Esc" /> 返回
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
