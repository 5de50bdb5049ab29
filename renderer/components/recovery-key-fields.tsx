import { useRef } from 'react';
import { rowCount, rowLength, type RowState, rowState } from '../../shared/recovery-key/recovery-key.ts';
import css from './recovery-key-fields.module.css';

/** Seven empty rows. */
export const noRows: readonly string[] = Array.from({ length: rowCount }, () => '');

const words: Record<RowState, string> = {
  empty: '',
  incomplete: '',
  wrong: '✗ 这一行有错',
  right: '✓ 对',
};

interface RecoveryKeyFieldsProps {
  readonly rows: readonly string[];
  readonly onChange: (rows: readonly string[]) => void;
}

/** The seven rows of the paper, each looked at as soon as it is whole; a right one hands on to the next. */
export function RecoveryKeyFields({ rows, onChange }: RecoveryKeyFieldsProps) {
  const fields = useRef<(HTMLInputElement | null)[]>([]);
  const change = (index: number, text: string) => {
    onChange(rows.with(index, text));
    const last = index + 1 === rowCount;
    if (!last && rowState(text, index + 1) === 'right') fields.current[index + 1]?.focus();
  };
  return (
    <fieldset className={css['rows']}>
      <legend>照纸上的七行输入，每行 {rowLength} 个字符；大小写、空格都不要紧</legend>
      {rows.map((text, index) => {
        const state = rowState(text, index + 1);
        return (
          // Rows have no other name than their place.
          // oxlint-disable-next-line react/no-array-index-key
          <label key={index}>
            <span>{index + 1}</span>
            <input
              ref={(field) => {
                fields.current[index] = field;
              }}
              aria-label={`恢复密钥第 ${index + 1} 行`}
              aria-invalid={state === 'wrong'}
              data-autofocus={index === 0 || undefined}
              autoFocus={index === 0}
              autoComplete="off"
              spellCheck={false}
              maxLength={30}
              value={text}
              onChange={(event) => change(index, event.currentTarget.value)}
            />
            <span role="status" className={css[state]}>
              {words[state]}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
