import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput } from '../../shared/contract/contract.ts';
import type { DayClose, Shift } from '../../shared/contract/day-close.ts';
import { type Fen, fen, formatYuan, plainYuan, zeroFen } from '../../shared/money/fen.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { KeyboardForm } from '../components/keyboard-form.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { Confirmation } from '../settlement/confirmation.ts';
import { CashCountFields } from './cash-count-fields.tsx';
import css from './day-close.module.css';
import { amountOf } from '../components/typed-amount.ts';
import { countOf, type TypedCount, varianceWords } from './words.ts';

type CloseInput = Omit<RequestInput<'dayClose.close'>, 'requestId'>;

interface CloseFormProps {
  readonly shift: Shift;
  /** Closed for somebody else. */
  readonly isForAnother: boolean;
  readonly onClosed: (closed: DayClose) => void;
  /** The figures are no longer those that were counted against. */
  readonly onChanged: () => void;
}

/** What was typed, and what it comes to. `input` is there once everything typed can be read. */
function useTypedClose(shift: Shift, isForAnother: boolean) {
  const isFirst = shift.since === null;
  const [float, setFloat] = useState('0');
  const [pieces, setPieces] = useState<TypedCount>({});
  const [left, setLeft] = useState(plainYuan(shift.openingFloatFen));
  const [varianceReason, setVarianceReason] = useState('');
  const [closedForReason, setClosedForReason] = useState('');
  const openingFloatFen = isFirst ? amountOf(float) : shift.openingFloatFen;
  const floatLeftFen = amountOf(left);
  const expectedFen = fen(shift.expectedCashFen + (isFirst ? (openingFloatFen ?? 0) : 0));
  // An empty drawer is said with a 0: before anything is typed nothing was counted, and nothing is missing.
  const isCounted = expectedFen === 0 || Object.values(pieces).some((text) => text.trim() !== '');
  const count = isCounted ? countOf(pieces) : undefined;
  const isSound = openingFloatFen !== undefined && floatLeftFen !== undefined && count !== undefined;
  const input: CloseInput | undefined = isSound
    ? {
        clerkId: isForAnother ? shift.clerkId : null,
        seenPostingId: shift.lastPostingId ?? '',
        openingFloatFen: isFirst ? openingFloatFen : null,
        counts: count.counts,
        floatLeftFen,
        varianceReason: varianceReason.trim() || null,
        closedForReason: isForAnother ? closedForReason.trim() : null,
      }
    : undefined;
  return {
    isFirst,
    input,
    expectedFen,
    countedFen: count?.countedFen,
    varianceFen: fen((count?.countedFen ?? zeroFen) - expectedFen),
    float: { value: float, onChange: setFloat },
    pieces: { typed: pieces, onChange: setPieces },
    left: { value: left, onChange: setLeft },
    varianceReason: { value: varianceReason, onChange: setVarianceReason },
    closedForReason: { value: closedForReason, onChange: setClosedForReason },
  };
}

/** The drawer is counted beside what should be in it; what differs wants its reason. */
export function CloseForm({ shift, isForAnother, onClosed, onChanged }: CloseFormProps) {
  const client = useClient();
  const act = useAct();
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, input: CloseInput) =>
        client.request('dayClose.close', { requestId, ...input }),
      ),
  );
  const typed = useTypedClose(shift, isForAnother);
  const { input, countedFen, varianceFen, expectedFen } = typed;
  return (
    <KeyboardForm
      className={css['close']}
      onSubmit={() => {
        if (input !== undefined) act.run(() => confirmation.confirm(input).then(onClosed));
      }}
    >
      {typed.isFirst && <AmountField label="开班时的备用金（元）" autoFocus {...typed.float} />}
      <CashCountFields {...typed.pieces} autoFocus={!typed.isFirst} />
      <CashSums expectedFen={expectedFen} countedFen={countedFen} varianceFen={varianceFen} />
      {countedFen !== undefined && varianceFen !== 0 && (
        <ReasonField label={`为什么${varianceWords(varianceFen)}`} {...typed.varianceReason} />
      )}
      <AmountField label="留作备用金（元），其余上交" {...typed.left} />
      {isForAnother && <ReasonField label="为什么替他日结" {...typed.closedForReason} />}
      <Trouble refusal={act.refusal} />
      {act.refusal?.code === 'day_close_changed' && (
        <Button variant="default" onClick={onChanged}>
          看新的数字
        </Button>
      )}
      <Waiting what={act.waiting ? '正在日结……' : undefined} />
      <Button type="submit" disabled={input === undefined} loading={act.waiting}>
        <KeyHint of="Enter" /> 日结，打印日结单
      </Button>
    </KeyboardForm>
  );
}

interface TypedFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoFocus?: boolean;
}

function ReasonField({ label, value, onChange }: TypedFieldProps) {
  return (
    <TextInput
      label={label}
      maxLength={200}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function AmountField({ label, value, onChange, autoFocus = false }: TypedFieldProps) {
  return (
    <TextInput
      label={label}
      autoFocus={autoFocus}
      inputMode="decimal"
      maxLength={20}
      value={value}
      error={amountOf(value) === undefined && '请写金额，如 200 或 200.50'}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface CashSumsProps {
  readonly expectedFen: Fen;
  readonly countedFen: Fen | undefined;
  readonly varianceFen: Fen;
}

function CashSums({ expectedFen, countedFen, varianceFen }: CashSumsProps) {
  return (
    <dl className={css['sums']} aria-label="现金">
      <div>
        <dt>应有，含备用金</dt>
        <dd>{formatYuan(expectedFen)}</dd>
      </div>
      <div>
        <dt>清点现金</dt>
        <dd>{countedFen === undefined ? '—' : formatYuan(countedFen)}</dd>
      </div>
      <div className={sumsStyle(countedFen, varianceFen)} role="status">
        <dt>相差</dt>
        <dd>{countedFen === undefined ? '—' : varianceWords(varianceFen)}</dd>
      </div>
    </dl>
  );
}

function sumsStyle(countedFen: Fen | undefined, varianceFen: Fen): string | undefined {
  if (countedFen === undefined) return undefined;
  return varianceFen === 0 ? css['even'] : css['uneven'];
}
