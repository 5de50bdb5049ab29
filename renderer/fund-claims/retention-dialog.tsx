import { Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput } from '../../shared/contract/contract.ts';
import type { PayerStanding } from '../../shared/contract/fund-claims.ts';
import { formatYuan, plainYuan } from '../../shared/money/fen.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { DayField } from '../components/day-field.tsx';
import { AmountField } from '../components/amount-field.tsx';
import { FormDialog } from '../components/form-dialog.tsx';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';
import { amountAboveNothing } from '../components/typed-amount.ts';
import { dayOf } from '../components/typed-day.ts';
import { Confirmation } from '../settlement/confirmation.ts';
import { BankFields } from './bank-fields.tsx';
import css from './fund-claims.module.css';

interface RetentionDialogProps {
  readonly payer: PayerStanding;
  readonly today: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** 质保金 that came back, or, with a second person's word, that never will. */
export function RetentionDialog({ payer, today, onDone, onClose }: RetentionDialogProps) {
  const act = useAct();
  const confirmations = useConfirmations();
  const [what, setWhat] = useState<string>('release');
  const [amount, setAmount] = useState(plainYuan(payer.retainedFen));
  const [movedOn, setMovedOn] = useState(today);
  const [reference, setReference] = useState('');
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const amountFen = amountAboveNothing(amount);
  const isRelease = what === 'release';
  const submit = () => {
    if (amountFen === undefined) return;
    act.run(async () => {
      const moved = {
        payer: payer.payer,
        amountFen,
        movedOn: dayOf(movedOn),
        reference: reference.trim(),
      };
      if (isRelease) await confirmations.release.confirm(moved);
      else await confirmations.forfeit.confirm({ ...moved, secondPerson });
      onDone();
    });
  };
  return (
    <FormDialog
      title={`${payer.title}的质保金`}
      act={act}
      submitLabel={isRelease ? '登记退回' : '记账'}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={css['soft']}>现在留着质保金 {formatYuan(payer.retainedFen)} 元。</p>
      <Radio.Group label="怎么处理" value={what} onChange={setWhat}>
        <Radio value="release" size="md" my="xs" label="退回来了" />
        <Radio value="forfeiture" size="md" label="对方不退了，由医院承担" />
      </Radio.Group>
      <AmountField isFirst value={amount} onChange={setAmount} />
      {isRelease ? (
        <BankFields
          movedOn={movedOn}
          onMovedOn={setMovedOn}
          reference={reference}
          onReference={setReference}
        />
      ) : (
        <>
          <NoticeFields movedOn={movedOn} onMovedOn={setMovedOn} reason={reference} onReason={setReference} />
          <SecondPersonFields value={secondPerson} onChange={setSecondPerson} />
        </>
      )}
    </FormDialog>
  );
}

type Moved = Omit<RequestInput<'fundClaims.release'>, 'requestId'>;
type Forfeited = Omit<RequestInput<'fundClaims.forfeit'>, 'requestId'>;

function useConfirmations() {
  const client = useClient();
  return useState(() => ({
    release: new Confirmation((requestId, input: Moved) =>
      client.request('fundClaims.release', { requestId, ...input }),
    ),
    forfeit: new Confirmation((requestId, input: Forfeited) =>
      client.request('fundClaims.forfeit', { requestId, ...input }),
    ),
  }))[0];
}

interface NoticeFieldsProps {
  readonly movedOn: string;
  readonly onMovedOn: (day: string) => void;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
}

/** The payer's notice: its day, and what it says. */
function NoticeFields({ movedOn, onMovedOn, reason, onReason }: NoticeFieldsProps) {
  return (
    <>
      <DayField label="通知日期" value={movedOn} onChange={onMovedOn} />
      <TextInput
        label="通知文号和原因"
        placeholder="如：年度考核 92 分，扣 8%"
        required
        maxLength={200}
        value={reason}
        onChange={(event) => onReason(event.currentTarget.value)}
      />
    </>
  );
}
