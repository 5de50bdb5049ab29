import { Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { meansTitles, type PaymentMeans } from '../../shared/contract/payments.ts';
import { type CashRounding } from '../../shared/money/cash-rounding.ts';
import { type Fen, formatYuan } from '../../shared/money/fen.ts';
import { CashFields } from './cash-fields.tsx';
import css from './payment.module.css';
import { readPayments, type TypedPayments } from './typed-payments.ts';

/** What may be offered: at a settlement, and for what was deferred before. */
export const meansAtSettlement = ['cash', 'bank', 'mobile', 'deferred'] as const;
export const meansLater = ['cash', 'bank', 'mobile'] as const;

interface PaymentFieldsProps {
  readonly dueFen: Fen;
  readonly offered: readonly PaymentMeans[];
  readonly rounding: CashRounding;
  readonly typed: TypedPayments;
  readonly onTyped: (typed: TypedPayments) => void;
  /** Shows the parts at once: the clerk asked for several means. */
  readonly isSplit?: boolean;
}

/** By what means the patient pays: one for everything, or parts by others and the rest by it. Cash first. */
export function PaymentFields(props: PaymentFieldsProps) {
  const { dueFen, offered, rounding, typed, onTyped } = props;
  const [isSplit, setIsSplit] = useState(props.isSplit ?? false);
  const reading = readPayments(dueFen, typed, rounding);
  const troubleAt = (at: string) =>
    'sentence' in reading && reading.at === at ? reading.sentence : undefined;
  const amountOf = (means: PaymentMeans) =>
    'payments' in reading ? reading.payments.find((one) => one.means === means)?.amountFen : undefined;
  const hasCash = typed.rest === 'cash' || (typed.parts.cash ?? '') !== '';
  return (
    <>
      <SegmentedControl
        aria-label="支付方式"
        value={typed.rest}
        onChange={(rest) => onTyped({ ...typed, rest })}
        data={offered.map((value) => ({
          value,
          label: value === 'deferred' ? '缓交/分期' : meansTitles[value],
        }))}
      />
      <Checkbox
        label="分几种方式付"
        checked={isSplit}
        onChange={(event) => {
          setIsSplit(event.currentTarget.checked);
          onTyped({ ...typed, parts: {} });
        }}
      />
      {(isSplit || needsReference(typed.rest)) && (
        <Parts {...props} isSplit={isSplit} troubleAt={troubleAt} amountOf={amountOf} />
      )}
      {hasCash && (
        <CashFields
          takenFen={'cash' in reading ? reading.cash?.takenFen : undefined}
          changeFen={'cash' in reading ? reading.cash?.changeFen : undefined}
          trouble={troubleAt('handedIn')}
          handedIn={typed.handedIn}
          onHandedIn={(handedIn) => onTyped({ ...typed, handedIn })}
        />
      )}
    </>
  );
}

function needsReference(means: PaymentMeans): boolean {
  return means === 'bank' || means === 'mobile';
}

interface PartsProps extends PaymentFieldsProps {
  readonly isSplit: boolean;
  readonly troubleAt: (at: string) => string | undefined;
  readonly amountOf: (means: PaymentMeans) => Fen | undefined;
}

/** One line for each means; the chosen one takes the rest. */
function Parts({ offered, typed, onTyped, isSplit, troubleAt, amountOf }: PartsProps) {
  const further = isSplit && offered.includes('deferred') ? (['personal_account'] as const) : [];
  const shown = isSplit
    ? [...offered.filter((means) => means !== 'deferred'), ...further, ...deferredOf(offered)]
    : [typed.rest];
  return (
    <div className={css['parts']}>
      {shown.map((means) => {
        const amountFen = amountOf(means);
        const isRest = means === typed.rest;
        return [
          <span key={`${means} title`}>{meansTitles[means]}</span>,
          isRest ? (
            <span key={`${means} rest`}>
              {amountFen === undefined ? '—' : `其余 ${formatYuan(amountFen)}`}
            </span>
          ) : (
            <TextInput
              key={`${means} amount`}
              aria-label={`${meansTitles[means]}金额`}
              placeholder="0.00"
              inputMode="decimal"
              maxLength={20}
              value={typed.parts[means] ?? ''}
              error={troubleAt(means)}
              onChange={(event) =>
                onTyped({ ...typed, parts: { ...typed.parts, [means]: event.currentTarget.value } })
              }
            />
          ),
          needsReference(means) ? (
            <TextInput
              key={`${means} reference`}
              aria-label={`${meansTitles[means]}交易流水号`}
              placeholder={means === 'mobile' ? '交易流水号（必填）' : '交易流水号（可以不填）'}
              data-autofocus={(isRest && !isSplit) || undefined}
              maxLength={60}
              value={typed.references[means] ?? ''}
              error={isRest ? troubleAt(means) : undefined}
              onChange={(event) =>
                onTyped({ ...typed, references: { ...typed.references, [means]: event.currentTarget.value } })
              }
            />
          ) : (
            <span key={`${means} none`} />
          ),
        ];
      })}
    </div>
  );
}

function deferredOf(offered: readonly PaymentMeans[]): readonly PaymentMeans[] {
  return offered.filter((means) => means === 'deferred');
}
