import { Modal, SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Debts } from '../../shared/contract/payments.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { useAnswer } from '../app/use-client.ts';
import { Look, Trouble } from '../components/trouble.tsx';
import type { Printed } from '../desk/desk-state.ts';
import type { PrintChoice } from '../desk/use-desk.ts';
import { AgreeForm } from './agree-form.tsx';
import { PayDebtForm } from './pay-debt-form.tsx';
import css from './payment.module.css';
import { RefundForm } from './refund-form.tsx';

interface DebtsDialogProps {
  readonly personId: string;
  readonly personName: string;
  readonly today: string;
  readonly choice: PrintChoice;
  readonly onClose: () => void;
}

type Way = 'refund' | 'pay' | 'agree';
const wayTitles: Record<Way, string> = { refund: '退款', pay: '收欠费', agree: '改约日期' };

/** F9: what a person owes and is owed, and the acts about it, each with its paper. */
export function DebtsDialog({ personId, personName, today, choice, onClose }: DebtsDialogProps) {
  const asked = useAnswer('debts.ofPerson', { personId });
  const [chosen, setChosen] = useState<Way>();
  const [done, setDone] = useState<{ sentence: string; printed: Printed }>();
  const debts = asked.value;
  const ways = debts === undefined ? [] : waysOf(debts);
  const way = chosen !== undefined && ways.includes(chosen) ? chosen : ways[0];
  const onDone = (sentence: string, printed: Printed) => {
    setDone({ sentence, printed });
    setChosen(undefined);
    asked.reload();
  };
  // Every answer of the service begins a form of its own: what was typed was about the amounts before.
  const form = debts === undefined ? undefined : { debts, today, choice, onDone, onClose, key: keyOf(debts) };
  return (
    <Modal opened size="lg" title={`欠费和退款 ${personName}`} onClose={onClose}>
      <Stack gap="sm">
        {done !== undefined && (
          <div role="status" className={css['settled']}>
            <p>✓ {done.sentence}</p>
            {done.printed.isTrouble ? (
              <Look sentence={done.printed.sentence} />
            ) : (
              <p>{done.printed.sentence}</p>
            )}
          </div>
        )}
        <Trouble refusal={asked.refusal} />
        {debts !== undefined && ways.length === 0 && done === undefined && (
          <p className={css['sentence']}>此人没有欠费，也没有待退的款。</p>
        )}
        {ways.length > 1 && way !== undefined && (
          <SegmentedControl
            aria-label="办什么"
            value={way}
            onChange={(value) => setChosen(value)}
            data={ways.map((value) => ({ value, label: labelOf(value, debts) }))}
          />
        )}
        {form !== undefined && way === 'refund' && <RefundForm {...form} key={`refund ${form.key}`} />}
        {form !== undefined && way === 'pay' && <PayDebtForm {...form} key={`pay ${form.key}`} />}
        {form !== undefined && way === 'agree' && <AgreeForm {...form} key={`agree ${form.key}`} />}
      </Stack>
    </Modal>
  );
}

function waysOf({ debts, refunds }: Debts): Way[] {
  return [
    ...(refunds.length > 0 ? (['refund'] as const) : []),
    ...(debts.length > 0 ? (['pay', 'agree'] as const) : []),
  ];
}

function labelOf(way: Way, debts: Debts | undefined): string {
  if (debts === undefined || way === 'agree') return wayTitles[way];
  return `${wayTitles[way]} ${formatYuan(way === 'refund' ? debts.refundFen : debts.owedFen)}`;
}

function keyOf({ owedFen, refunds }: Debts): string {
  return `${owedFen} ${refunds.map(({ postingId }) => postingId).join(' ')}`;
}
