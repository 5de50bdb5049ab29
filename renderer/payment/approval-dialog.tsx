import { NativeSelect, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput } from '../../shared/contract/contract.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import type { Trial } from '../../shared/contract/settlements.ts';
import type { SecondPersonOrAlone } from '../../shared/contract/values.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { SecondPersonOrAloneFields } from '../approvals/second-person-or-alone.tsx';
import { nobodyYet } from '../components/second-person-fields.tsx';
import { dayOf } from '../components/typed-day.ts';
import { TypedFields } from '../desk/typed-fields.tsx';
import { Confirmation } from '../settlement/confirmation.ts';
import css from './payment.module.css';
import { yuanTyped } from '../components/typed-amount.ts';

interface ApprovalDialogProps {
  readonly trial: Trial;
  readonly onApproved: () => void;
  readonly onClose: () => void;
}

type Approval = Omit<RequestInput<'settlements.approveAmount'>, 'requestId'>;

const fields = [
  { name: 'amount', label: '批准金额（元），填 0 是取消', maxLength: 20, required: true },
  { name: 'number', label: '批准文号', maxLength: 60, required: true },
  { name: 'approvedOn', label: '批准日期', maxLength: 10, required: true, placeholder: '2020-03-01' },
  { name: 'approver', label: '批准单位或批准人', maxLength: 60, required: true },
] as const;

/** An amount that somebody approved for a layer of the pack, confirmed by a second person. */
export function ApprovalDialog({ trial, onApproved, onClose }: ApprovalDialogProps) {
  const client = useClient();
  const act = useAct();
  const [layer, setLayer] = useState(trial.byApproval[0]?.layer ?? '');
  const [typed, setTyped] = useState({ amount: '', number: '', approvedOn: '', approver: '' });
  const [secondPerson, setSecondPerson] = useState<SecondPersonOrAlone>(nobodyYet);
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, approval: Approval) =>
        client.request('settlements.approveAmount', { requestId, ...approval }),
      ),
  );
  const submit = () =>
    act.run(async () => {
      const amountFen = yuanTyped(typed.amount);
      if (typeof amountFen !== 'number') {
        throw new Refusal('amount_not_a_number', amountFen ?? '请填批准金额。');
      }
      const { number, approver } = typed;
      const approvedOn = dayOf(typed.approvedOn, '批准日期');
      const { stayId } = trial;
      await confirmation.confirm({ stayId, layer, amountFen, number, approvedOn, approver, secondPerson });
      onApproved();
    });
  const before = trial.approved.find((amount) => amount.layer === layer);
  return (
    <FormDialog title="按批准金额支付" act={act} submitLabel="复核后记下" onSubmit={submit} onClose={onClose}>
      <NativeSelect
        label="哪一项"
        value={layer}
        onChange={(event) => setLayer(event.currentTarget.value)}
        data={trial.byApproval.map((one) => ({ value: one.layer, label: one.title }))}
      />
      {before !== undefined && (
        <p className={css['sentence']}>
          现有批准 {formatYuan(before.amountFen)} 元（{before.number}），再记一次以新的为准。
        </p>
      )}
      <SimpleGrid cols={2} verticalSpacing="xs">
        <TypedFields fields={fields} typed={typed} onTyped={setTyped} />
      </SimpleGrid>
      <SecondPersonOrAloneFields value={secondPerson} onChange={setSecondPerson} />
    </FormDialog>
  );
}
