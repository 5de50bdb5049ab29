import { NativeSelect, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput } from '../../shared/contract/contract.ts';
import type { HardshipApplication } from '../../shared/contract/hardship.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import type { TopUpRoom } from '../../shared/contract/top-ups.ts';
import type { SecondPersonOrAlone } from '../../shared/contract/values.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { SecondPersonOrAloneFields } from '../approvals/second-person-or-alone.tsx';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { nobodyYet } from '../components/second-person-fields.tsx';
import { Look } from '../components/trouble.tsx';
import { amountAboveNothing } from '../components/typed-amount.ts';
import { dayOf } from '../components/typed-day.ts';
import { TypedFields } from '../desk/typed-fields.tsx';
import { printPaper } from '../payment/print-paper.ts';
import { Confirmation } from '../settlement/confirmation.ts';
import { moneyWords } from './words.ts';

interface TopUpDialogProps {
  readonly settlementId: string;
  readonly personName: string;
  /** The application that was approved; undefined where nobody applied here. */
  readonly application: HardshipApplication | undefined;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

type TopUpInput = Omit<RequestInput<'topUps.settle'>, 'requestId'>;

const fields = [
  { name: 'amount', label: '批准金额（元）', maxLength: 20, required: true },
  { name: 'number', label: '批准文号', maxLength: 60, required: true },
  { name: 'approvedOn', label: '批准日期', maxLength: 10, required: true, placeholder: '2020-03-01' },
  { name: 'approver', label: '批准单位或批准人', maxLength: 60, required: true },
] as const;

/** What was approved after a settlement and is paid to the hospital, confirmed by a second person; its slip is printed. */
export function TopUpDialog({ settlementId, personName, application, onDone, onClose }: TopUpDialogProps) {
  const client = useClient();
  const act = useAct();
  const room = useAnswer('hardship.ofSettlement', { settlementId }).value?.room;
  const [chosen, setChosen] = useState<string>();
  const [typed, setTyped] = useState({
    amount: '',
    number: '',
    approvedOn: '',
    approver: application?.addressee ?? '',
  });
  const [secondPerson, setSecondPerson] = useState<SecondPersonOrAlone>(nobodyYet);
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, input: TopUpInput) =>
        client.request('topUps.settle', { requestId, ...input }),
      ),
  );
  const payers = (room?.payers ?? []).filter(
    ({ payer }) => application === undefined || payer === application.kind,
  );
  const payer = chosen ?? payers[0]?.payer;
  const submit = () =>
    act.run(async () => {
      if (payer === undefined) return;
      const topUp = await confirmation.confirm({
        settlementId,
        applicationId: application?.applicationId ?? null,
        payer,
        ...approvalTyped(typed),
        secondPerson,
      });
      const printed = await printPaper(client, 'top_up_slip', topUp.topUpId, { paper: null, printer: null });
      onDone(`补助 ${topUp.number} 已结算：${moneyWords(topUp)}。${printed.sentence}`);
    });
  return (
    <FormDialog
      title={`补助结算 ${personName}`}
      act={act}
      submitLabel="复核后结算并打印"
      onSubmit={submit}
      onClose={onClose}
    >
      <RoomWords room={room} hasPayer={payers.length > 0} />
      <NativeSelect
        label="谁付"
        value={payer ?? ''}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={payers.map(({ payer: value, title, clause }) => ({ value, label: `${title}（${clause}）` }))}
      />
      <SimpleGrid cols={2} verticalSpacing="xs">
        <TypedFields fields={fields} typed={typed} onTyped={setTyped} />
      </SimpleGrid>
      <SecondPersonOrAloneFields value={secondPerson} onChange={setSecondPerson} />
    </FormDialog>
  );
}

function approvalTyped(typed: Readonly<Record<(typeof fields)[number]['name'], string>>) {
  const amountFen = amountAboveNothing(typed.amount);
  if (amountFen === undefined) throw new Refusal('amount_not_a_number', '请填批准金额，要大于零。');
  const approvedOn = dayOf(typed.approvedOn, '批准日期');
  return { amountFen, approvalNumber: typed.number.trim(), approvedOn, approver: typed.approver.trim() };
}

function RoomWords({ room, hasPayer }: { room: TopUpRoom | undefined; hasPayer: boolean }) {
  if (room === undefined) return null;
  if (!hasPayer) {
    return (
      <Look sentence="这张结算单用的政策没有写明这项救助可以付给医院：请由批准单位直接发给患者，用“记结果”记下。" />
    );
  }
  return (
    <p>
      患者这次还负担 {formatYuan(room.mostFen)} 元，其中欠 {formatYuan(room.owedFen)}{' '}
      元：先抵欠费，其余按原支付方式退给患者。原结算单不变。
    </p>
  );
}
