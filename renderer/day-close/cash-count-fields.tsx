import { TextInput } from '@mantine/core';
import { faceTitle, faceValuesFen } from '../../shared/contract/day-close.ts';
import { fen, formatYuan } from '../../shared/money/fen.ts';
import css from './day-close.module.css';
import { piecesOf, type TypedCount } from './words.ts';

interface CashCountFieldsProps {
  readonly typed: TypedCount;
  readonly onChange: (typed: TypedCount) => void;
  readonly autoFocus: boolean;
}

/** How many of each note and coin lie in the drawer; Enter goes to the next. */
export function CashCountFields({ typed, onChange, autoFocus }: CashCountFieldsProps) {
  return (
    <div className={css['count']} role="group" aria-label="清点现金">
      {faceValuesFen.map((faceFen, index) => {
        const pieces = piecesOf(typed, faceFen);
        return (
          <label key={faceFen}>
            <span>{faceTitle(faceFen)}</span>
            <TextInput
              aria-label={`${faceTitle(faceFen)}的张数`}
              autoFocus={autoFocus && index === 0}
              inputMode="numeric"
              maxLength={6}
              value={typed[faceFen] ?? ''}
              error={pieces === undefined}
              onChange={(event) => onChange({ ...typed, [faceFen]: event.currentTarget.value })}
            />
            <output>{pieces === undefined ? '不是张数' : formatYuan(fen(pieces * faceFen))}</output>
          </label>
        );
      })}
    </div>
  );
}
