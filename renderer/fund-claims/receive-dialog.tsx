import { Button, Group, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput } from '../../shared/contract/contract.ts';
import type { FundClaim } from '../../shared/contract/fund-claims.ts';
import { fen, formatYuan, plainYuan } from '../../shared/money/fen.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { dayOf } from '../components/typed-day.ts';
import { amountOf } from '../components/typed-amount.ts';
import { Confirmation } from '../settlement/confirmation.ts';
import { BankFields } from './bank-fields.tsx';
import css from './fund-claims.module.css';
import { RefusalFields, refusalsOf, type TypedRefusal } from './refusal-fields.tsx';

type ReceiveInput = Omit<RequestInput<'fundClaims.receive'>, 'requestId'>;

interface ReceiveDialogProps {
  readonly claim: FundClaim;
  readonly today: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** What was typed, and what it comes to: at first the whole that is open, with the usual share kept back. */
function useTypedReceipt(claim: FundClaim, today: string) {
  const retained = claim.retainedFen === 0 ? claim.usualRetainedFen : fen(0);
  const [received, setReceived] = useState(plainYuan(fen(claim.openFen - retained)));
  const [kept, setKept] = useState(plainYuan(retained));
  const [movedOn, setMovedOn] = useState(today);
  const [reference, setReference] = useState('');
  const [refusals, setRefusals] = useState<readonly TypedRefusal[]>([]);
  const [receivedFen, retainedFen] = [amountOf(received), amountOf(kept)];
  return {
    receivedFen,
    retainedFen,
    leftFen: fen(claim.openFen - (receivedFen ?? 0) - (retainedFen ?? 0)),
    received: { value: received, onChange: setReceived },
    kept: { value: kept, onChange: setKept },
    movedOn,
    setMovedOn,
    reference,
    setReference,
    refusals,
    setRefusals,
  };
}

/** Money that came for a claim, what was kept back, and what was refused. */
export function ReceiveDialog({ claim, today, onDone, onClose }: ReceiveDialogProps) {
  const client = useClient();
  const act = useAct();
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, input: ReceiveInput) =>
        client.request('fundClaims.receive', { requestId, ...input }),
      ),
  );
  const typed = useTypedReceipt(claim, today);
  const { receivedFen, retainedFen, leftFen, refusals, setRefusals } = typed;
  const submit = () => {
    if (receivedFen === undefined || retainedFen === undefined) return;
    act.run(async () => {
      await confirmation.confirm({
        claimId: claim.claimId,
        receivedFen,
        retainedFen,
        movedOn: dayOf(typed.movedOn),
        reference: typed.reference.trim(),
        refusals: refusalsOf(refusals, claim.lines),
      });
      onDone();
    });
  };
  return (
    <FormDialog
      title="登记到账"
      act={act}
      submitLabel="登记"
      size="46rem"
      onSubmit={submit}
      onClose={onClose}
    >
      <SimpleGrid cols={2}>
        <AmountField label="到账（元）" {...typed.received} autoFocus />
        <AmountField label="扣留质保金（元）" {...typed.kept} />
        <BankFields
          movedOn={typed.movedOn}
          onMovedOn={typed.setMovedOn}
          reference={typed.reference}
          onReference={typed.setReference}
        />
      </SimpleGrid>
      <p role="status" className={leftFen < 0 ? css['stop'] : css['soft']}>
        尚未拨付 {formatYuan(claim.openFen)} 元，登记后还有 {formatYuan(leftFen)} 元。
      </p>
      <RefusalFields value={refusals} onChange={setRefusals} />
      <Group>
        <Button
          size="compact-md"
          variant="default"
          onClick={() => setRefusals([...refusals, { slipNumber: '', amount: '', reason: '' }])}
        >
          加一笔拒付
        </Button>
      </Group>
    </FormDialog>
  );
}

interface AmountFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoFocus?: boolean;
}

function AmountField({ label, value, onChange, autoFocus = false }: AmountFieldProps) {
  return (
    <TextInput
      label={label}
      required
      data-autofocus={autoFocus || undefined}
      inputMode="decimal"
      maxLength={20}
      value={value}
      error={amountOf(value) === undefined && '请写金额，如 1200.50'}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
