import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { SettlementRecord, Trial } from '../../shared/contract/settlements.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { Amount } from '../components/amount.tsx';
import { enterMovesOn, enterSubmits } from '../components/enter-in-forms.ts';
import { resumedSentence } from '../components/form-dialog.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import { PrintChoiceFields } from '../desk/print-choice-fields.tsx';
import type { PrintChoice } from '../desk/use-desk.ts';
import { ComparisonTable } from './comparison.tsx';
import { InstalmentFields } from './instalment-fields.tsx';
import { meansAtSettlement, PaymentFields } from './payment-fields.tsx';
import css from './payment.module.css';
import { SignatoryFields } from './signatory-fields.tsx';
import { type SettlingForm, useSettlingForm } from './use-settling-form.ts';
import { type Settling, useSettling } from './use-settling.ts';

/** What else may be done about the money of a stay before it is settled. */
export type Beforehand = 'figures' | 'approval' | 'debts';

interface SettleDialogProps {
  readonly trial: Trial;
  readonly personName: string;
  /** Enter on a plain case: settles at once for the exact amount in cash, and opens only where that meets trouble. */
  readonly atOnce: boolean;
  /** The clerk asked for several means, a deferral or instalments. */
  readonly isSplit: boolean;
  readonly choice: PrintChoice;
  readonly onChoice: (choice: PrintChoice) => void;
  readonly onSettled: (record: SettlementRecord) => void;
  /** What the clerk saw no longer holds; a new trial has to be looked at. */
  readonly onOutdated: () => void;
  readonly onBeforehand: (what: Beforehand) => void;
  readonly onClose: () => void;
}

/** So long a settlement at once may take before the dialog says what is being done. */
const patienceMs = 600;

/** The one question before money moves: how the patient's part is met. Enter settles and prints. */
export function SettleDialog(props: SettleDialogProps) {
  const { trial, personName, onClose } = props;
  const settling = useSettling(props);
  const form = useSettlingForm(trial);
  const atOnce = props.atOnce && !form.isResumed;
  const isSlow = useSettlingAtOnce(atOnce, settling, form);
  return (
    <Modal
      opened={!atOnce || isSlow || settling.refusal !== undefined}
      size="lg"
      title={`${trial.interim ? '中途结算' : '结算'} ${personName}`}
      onClose={settling.isOpenEnded ? () => undefined : onClose}
    >
      <SettleForm {...props} settling={settling} form={form} />
    </Modal>
  );
}

/** Sends once when the dialog is mounted; true when the answer takes so long that somebody wants to know. */
function useSettlingAtOnce(atOnce: boolean, settling: Settling, form: SettlingForm): boolean {
  const [isSlow, setIsSlow] = useState(false);
  const first = useRef({ settle: settling.settle, taking: form.taking });
  useEffect(() => {
    const { settle, taking } = first.current;
    if (!atOnce || taking === undefined) return undefined;
    settle(taking);
    const timer = setTimeout(() => setIsSlow(true), patienceMs);
    return () => clearTimeout(timer);
  }, [atOnce]);
  return isSlow;
}

interface SettleFormProps extends SettleDialogProps {
  readonly settling: Settling;
  readonly form: SettlingForm;
}

function SettleForm(props: SettleFormProps) {
  const { trial, isSplit, choice, onChoice, onBeforehand, onClose, settling, form } = props;
  const isRefused = trial.comparison?.verdict === 'refuse';
  const submit = () => {
    if (form.taking !== undefined && !isRefused) settling.settle(form.taking);
  };
  const isLong = isSplit || form.signatory !== undefined || form.deferredFen > 0;
  return (
    <form
      onKeyDown={isLong ? enterMovesOn : enterSubmits}
      onSubmit={(event) => (event.preventDefault(), submit())}
    >
      <Stack gap="sm">
        <div className={css['due']}>
          <span>个人应付</span>
          <Amount fen={trial.personalFen} size="largest" />
          <span>大写 {trial.personalCapital}</span>
        </div>
        {form.isResumed && <Look sentence={resumedSentence} />}
        <BeforehandPart trial={trial} onBeforehand={onBeforehand} />
        {trial.personalFen > 0 && <HowPaid {...props} />}
        <SignatoryFields typed={form.signatory} onTyped={(signatory) => form.type({ signatory })} />
        <PrintChoiceFields choice={choice} onChange={onChoice} />
        <SettlingTrouble refusal={settling.refusal} />
        <Waiting what={settling.doing} />
        <div className={css['acts']}>
          <Button variant="default" disabled={settling.isOpenEnded} onClick={onClose}>
            <KeyHint of="Esc" /> 返回
          </Button>
          <Button
            type="submit"
            size="md"
            data-autofocus={trial.personalFen <= 0}
            disabled={form.taking === undefined || isRefused}
          >
            <KeyHint of="Enter" /> {settling.isOpenEnded ? '再确认一次（不会重复）' : '确认结算并打印'}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

function HowPaid({ trial, isSplit, form }: SettleFormProps) {
  return (
    <>
      <PaymentFields
        dueFen={trial.personalFen}
        offered={meansAtSettlement}
        rounding={trial.cashRounding}
        typed={form.payments}
        onTyped={(payments) => form.type({ payments })}
        isSplit={isSplit}
      />
      {form.deferredFen > 0 && (
        <InstalmentFields
          amountFen={form.deferredFen}
          typed={form.instalments}
          onTyped={(instalments) => form.type({ instalments })}
        />
      )}
      <TextInput
        label="电子票据号"
        placeholder="没有可以不填"
        maxLength={20}
        value={form.invoiceNumber}
        error={form.invoiceTrouble}
        onChange={(event) => form.type({ invoiceNumber: event.currentTarget.value })}
      />
    </>
  );
}

/** What makes this case no plain one, and what may be done about it first. */
function BeforehandPart({ trial, onBeforehand }: Pick<SettleDialogProps, 'trial' | 'onBeforehand'>) {
  const { comparison, approved, byApproval, owedFen, interim } = trial;
  return (
    <>
      {interim && <Look sentence="这是中途结算：病人还在住院，只结到现在的费用；出院时再结其余部分。" />}
      {owedFen > 0 && <Look sentence={`此人以前还欠 ${formatYuan(owedFen)} 元。`} />}
      {approved.map(({ layer, title, amountFen, number, approvedOn, approver }) => (
        <p key={layer} className={css['sentence']}>
          {title}批准 {formatYuan(amountFen)} 元，{number}，{approvedOn}，{approver}
        </p>
      ))}
      {comparison !== null && <ComparisonTable comparison={comparison} />}
      <Group gap="xs">
        <Button variant="default" size="compact-sm" onClick={() => onBeforehand('figures')}>
          核对收费系统的数
        </Button>
        {byApproval.length > 0 && (
          <Button variant="default" size="compact-sm" onClick={() => onBeforehand('approval')}>
            批准金额（应急救助、慈善）
          </Button>
        )}
        {owedFen > 0 && (
          <Button variant="default" size="compact-sm" onClick={() => onBeforehand('debts')}>
            先收欠费
          </Button>
        )}
      </Group>
    </>
  );
}

/** Somebody who had to sign in again has done so by the time this is read. */
function SettlingTrouble({ refusal }: { refusal: Settling['refusal'] }) {
  if (refusal?.code !== 'not_signed_in') return <Trouble refusal={refusal} />;
  return <Look sentence="服务重新启动过，不知道刚才是否已经结算。请再确认一次，同一笔不会重复。" />;
}
