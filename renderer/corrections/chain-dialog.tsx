import { Button, Group, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ChainPreview, ChainResult } from '../../shared/contract/corrections.ts';
import type { SecondPersonOrAlone } from '../../shared/contract/values.ts';
import { KeyboardForm } from '../components/keyboard-form.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { RefusalContext } from '../components/refusal-context.ts';
import { SecondPersonOrAloneFields } from '../approvals/second-person-or-alone.tsx';
import { nobodyYet } from '../components/second-person-fields.tsx';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import { meansAtSettlement, PaymentFields } from '../payment/payment-fields.tsx';
import { exactCash, readPayments } from '../payment/typed-payments.ts';
import { ChainDone, type ChainPrinting } from './chain-done.tsx';
import { ChangeTable } from './change-table.tsx';
import css from './corrections.module.css';
import { type Chain, useChain } from './use-chain.ts';
import { patientWords } from './words.ts';

interface ChainDialogProps extends ChainPrinting {
  readonly settlementId: string;
  readonly personName: string;
  /** Whether the first is settled again, too, until the clerk chooses otherwise. */
  readonly resettleFirst: boolean;
  /** The act is done; called when the clerk has seen what came of it. */
  readonly onDone: (result: ChainResult) => void;
  readonly onClose: () => void;
}

/** Reverses the later settlements with the chosen one and settles them again, after every difference was shown. */
export function ChainDialog({ settlementId, personName, resettleFirst, ...props }: ChainDialogProps) {
  const { onDone, onClose, ...printing } = props;
  const [result, setResult] = useState<ChainResult>();
  const chain = useChain(settlementId, { resettleFirst, asOrdinary: false }, setResult);
  const close = () => {
    if (chain.isOpenEnded) return;
    if (result === undefined) onClose();
    else onDone(result);
  };
  return (
    <Modal opened size="xl" title={`撤销并重新结算 ${personName}`} onClose={close}>
      {result === undefined ? (
        <ChainForm chain={chain} onClose={onClose} />
      ) : (
        <ChainDone {...printing} result={result} onDone={() => onDone(result)} />
      )}
    </Modal>
  );
}

function ChainForm({ chain, onClose }: { chain: Chain; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [secondPerson, setSecondPerson] = useState<SecondPersonOrAlone>(nobodyYet);
  const [typed, setTyped] = useState(exactCash);
  const { preview, act, isOpenEnded } = chain;
  const dueFen = preview?.patient.dueFen;
  const read =
    preview === undefined ? undefined : readPayments(preview.patient.dueFen, typed, preview.cashRounding);
  const isSound = read !== undefined && 'payments' in read;
  const submit = () => {
    if (isSound) chain.run({ payments: [...read.payments], reason: reason.trim(), secondPerson });
  };
  return (
    <KeyboardForm onSubmit={submit}>
      <Stack gap="sm">
        <ChainPreviewPart chain={chain} />
        {preview !== undefined && dueFen !== undefined && dueFen > 0 && (
          <PaymentFields
            dueFen={dueFen}
            offered={meansAtSettlement}
            rounding={preview.cashRounding}
            typed={typed}
            onTyped={setTyped}
          />
        )}
        <TextInput
          label="原因"
          required
          data-autofocus
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <RefusalContext value={act.refusal}>
          <SecondPersonOrAloneFields value={secondPerson} onChange={setSecondPerson} />
        </RefusalContext>
        <Trouble refusal={act.refusal} />
        <Waiting what={act.waiting ? '正在撤销并重新结算……' : undefined} />
        <Group justify="space-between" mt="xs">
          <Button variant="default" disabled={isOpenEnded} onClick={onClose}>
            <KeyHint of="Esc" /> 返回
          </Button>
          <Button type="submit" loading={act.waiting} disabled={!isSound}>
            <KeyHint of="Enter" /> {isOpenEnded ? '再确认一次（不会重复）' : submitLabel(preview)}
          </Button>
        </Group>
      </Stack>
    </KeyboardForm>
  );
}

function submitLabel(preview: ChainPreview | undefined): string {
  const again = preview?.steps.filter(({ settledAgain }) => settledAgain).length ?? 0;
  return `撤销 ${preview?.steps.length ?? 0} 张，重新结算 ${again} 张`;
}

/** What is chosen, and everything that would come of it. */
function ChainPreviewPart({ chain }: { chain: Chain }) {
  const { choice, choose, preview, asked, outdated, isOpenEnded } = chain;
  const needsOrdinary =
    asked.refusal !== undefined && /^(eligibility_ended|no_eligibility)$/.test(asked.refusal.code);
  const [first] = preview?.steps ?? [];
  return (
    <>
      <SegmentedControl
        aria-label="第一张怎么办"
        disabled={isOpenEnded}
        value={choice.resettleFirst ? 'again' : 'open'}
        onChange={(value) => choose({ resettleFirst: value === 'again' })}
        data={[
          { value: 'open', label: '第一张只撤销，留待改正' },
          { value: 'again', label: '第一张也重新结算' },
        ]}
      />
      {outdated !== undefined && <Look sentence={outdated.sentence} />}
      <Trouble refusal={asked.refusal} />
      {needsOrdinary && (
        <Button variant="default" onClick={() => choose({ asOrdinary: true })}>
          核实过了，按普通居民重新结算
        </Button>
      )}
      {asked.refusal?.code === 'eligibility_counts' && (
        <Button variant="default" onClick={() => choose({ asOrdinary: false })}>
          按今天有效的身份重新结算
        </Button>
      )}
      <Waiting what={asked.waiting ? '正在试算……' : undefined} />
      {preview !== undefined && first !== undefined && (
        <>
          <p className={css['sentence']}>
            从 {first.slipNumber} 起的 {preview.steps.length} 张结算由后往前撤销，再按原来的顺序以今天（
            {preview.settledOn}）的身份和政策重新结算。原记录都保留。
          </p>
          <ChangeTable
            settlements={preview.steps.map((step) => ({ ...step, fate: fateOf(step.settledAgain) }))}
            layers={preview.layers}
            personal={preview.personal}
            afterTitle="重新结算"
          />
          <p className={css['sentence']}>
            <b>{patientWords(preview.patient)}</b>
          </p>
        </>
      )}
    </>
  );
}

function fateOf(settledAgain: boolean): string {
  return settledAgain ? '撤销后重新结算' : '只撤销';
}
