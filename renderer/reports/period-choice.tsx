import { NativeSelect, SegmentedControl } from '@mantine/core';
import type { ReportPeriod } from '../../shared/contract/reports.ts';
import css from './reports.module.css';

const kinds = [
  { value: 'month', label: '月' },
  { value: 'quarter', label: '季' },
  { value: 'year', label: '年' },
] as const;

interface PeriodChoiceProps {
  readonly value: ReportPeriod;
  readonly today: string;
  readonly onChange: (period: ReportPeriod) => void;
}

const yearsBack = 6;

/** A month, a quarter or a year up to now. */
export function PeriodChoice({ value, today, onChange }: PeriodChoiceProps) {
  const thisYear = Number(today.slice(0, 4));
  const thisMonth = Number(today.slice(5, 7));
  const years = Array.from({ length: yearsBack }, (_, index) => thisYear - index);
  const become = (kind: string) => {
    if (kind === 'year') onChange({ ...value, kind: 'year', number: 1 });
    else if (kind === 'quarter') onChange({ ...value, kind, number: Math.ceil(thisMonth / 3) });
    else onChange({ ...value, kind: 'month', number: thisMonth });
  };
  const numbers = value.kind === 'year' ? [] : numbersOf(value.kind);
  return (
    <div className={css['period']}>
      <SegmentedControl aria-label="期间" data={[...kinds]} value={value.kind} onChange={become} />
      <NativeSelect
        aria-label="年份"
        data={years.map((year) => ({ value: `${year}`, label: `${year}年` }))}
        value={`${value.year}`}
        onChange={(event) => onChange({ ...value, year: Number(event.currentTarget.value) })}
      />
      {numbers.length > 0 && (
        <NativeSelect
          aria-label={value.kind === 'month' ? '月份' : '季度'}
          data={numbers}
          value={`${value.number}`}
          onChange={(event) => onChange({ ...value, number: Number(event.currentTarget.value) })}
        />
      )}
    </div>
  );
}

function numbersOf(kind: 'month' | 'quarter'): { value: string; label: string }[] {
  const count = kind === 'month' ? 12 : 4;
  return Array.from({ length: count }, (_, index) => ({
    value: `${index + 1}`,
    label: kind === 'month' ? `${index + 1}月` : `第${index + 1}季度`,
  }));
}
