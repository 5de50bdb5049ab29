import { ActionIcon, Group, TextInput } from '@mantine/core';
import type { RequestInput } from '../../shared/contract/contract.ts';
import type { FundClaimLine } from '../../shared/contract/fund-claims.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import { type Fen, fen } from '../../shared/money/fen.ts';
import { amountOf } from '../components/typed-amount.ts';

export interface TypedRefusal {
  readonly slipNumber: string;
  /** Empty is all that is not refused yet. */
  readonly amount: string;
  readonly reason: string;
}

/** Refuses `fund_refusal_wrong` and names the row that cannot be read. */
export function refusalsOf(
  typed: readonly TypedRefusal[],
  lines: readonly FundClaimLine[],
): RequestInput<'fundClaims.receive'>['refusals'] {
  return typed.map(({ slipNumber, amount, reason }) => {
    const line = lines.find((one) => one.slipNumber === slipNumber.trim());
    const amountFen = amount.trim() === '' ? restOf(line) : amountOf(amount);
    if (line === undefined || amountFen === undefined || amountFen === 0 || reason.trim() === '') {
      throw new Refusal(
        'fund_refusal_wrong',
        `拒付的“${slipNumber}”写得不全或不在这份申请里：要写结算单号、金额（空着是全部）和原因。`,
      );
    }
    return { settlementId: line.settlementId, amountFen, reason: reason.trim() };
  });
}

function restOf(line: FundClaimLine | undefined): Fen | undefined {
  return line === undefined ? undefined : fen(line.openFen - line.refusedFen);
}

interface RefusalFieldsProps {
  readonly value: readonly TypedRefusal[];
  readonly onChange: (value: readonly TypedRefusal[]) => void;
}

/** What the payer refused, a row for each settlement. */
export function RefusalFields({ value, onChange }: RefusalFieldsProps) {
  return value.map((one, index) => {
    const put = (part: Partial<TypedRefusal>) => onChange(value.with(index, { ...one, ...part }));
    return (
      // Rows have no name of their own; only the last is added to or taken away.
      // oxlint-disable-next-line react/no-array-index-key
      <Group key={index} align="end" wrap="nowrap">
        <TextInput
          label="拒付的结算单号"
          maxLength={40}
          value={one.slipNumber}
          onChange={(event) => put({ slipNumber: event.currentTarget.value })}
        />
        <TextInput
          label="拒付金额（元）"
          placeholder="空着是全部"
          inputMode="decimal"
          maxLength={20}
          w="9rem"
          value={one.amount}
          onChange={(event) => put({ amount: event.currentTarget.value })}
        />
        <TextInput
          label="原因"
          maxLength={200}
          flex={1}
          value={one.reason}
          onChange={(event) => put({ reason: event.currentTarget.value })}
        />
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={`去掉第 ${index + 1} 笔拒付`}
          onClick={() => onChange(value.toSpliced(index, 1))}
        >
          ×
        </ActionIcon>
      </Group>
    );
  });
}
