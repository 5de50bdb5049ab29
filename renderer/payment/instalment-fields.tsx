import { SimpleGrid, TextInput } from '@mantine/core';
import { type Fen, formatYuan } from '../../shared/money/fen.ts';
import { readInstalments, type TypedInstalments } from './instalments.ts';
import css from './payment.module.css';

interface InstalmentFieldsProps {
  readonly amountFen: Fen;
  readonly typed: TypedInstalments;
  readonly onTyped: (typed: TypedInstalments) => void;
}

/** On which days what is deferred falls due: one date, or one a month. */
export function InstalmentFields({ amountFen, typed, onTyped }: InstalmentFieldsProps) {
  const read = readInstalments(amountFen, typed);
  return (
    <>
      <SimpleGrid cols={2}>
        <TextInput
          label="分几期（每月一期）"
          inputMode="numeric"
          maxLength={2}
          value={typed.count}
          onChange={(event) => onTyped({ ...typed, count: event.currentTarget.value })}
        />
        <TextInput
          label="第一期日期"
          maxLength={10}
          value={typed.firstDay}
          error={typeof read === 'string' ? read : undefined}
          onChange={(event) => onTyped({ ...typed, firstDay: event.currentTarget.value })}
        />
      </SimpleGrid>
      {typeof read !== 'string' && (
        <p className={css['sentence']}>
          {read.length === 1 ? '缓交到' : '分期：'}
          {read.map(({ dueOn, amountFen: each }) => `${dueOn} ${formatYuan(each)} 元`).join('；')}
        </p>
      )}
    </>
  );
}
