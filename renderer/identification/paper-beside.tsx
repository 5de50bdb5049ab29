import type { Reading } from '../../shared/contract/identification.ts';
import { CardPhoto } from './card-photo.tsx';
import css from './identification.module.css';
import { differenceTitles, readingLine } from './words.ts';

/** The paper that was read, beside what the roster says of the person. */
export function PaperBeside({ reading }: { reading: Reading | undefined }) {
  if (reading === undefined) return null;
  const { name, maskedIdNumber, validTo, differences } = reading;
  return (
    <div role="group" aria-label="证件" className={css['beside']}>
      <CardPhoto photo={reading.photo} name={name} />
      <div>
        <p>
          <b>✓ {readingLine(reading)}</b>
        </p>
        <p>{name}</p>
        {differences.some(({ what }) => what === 'number') && <p>{maskedIdNumber}</p>}
        {reading.by === 'card_reader' && <p>有效期至 {validTo ?? '长期'}</p>}
        {differences.length > 0 && (
          <p className={css['accepted']}>
            已核对不同：{differences.map(({ what }) => differenceTitles[what]).join('、')}
          </p>
        )}
      </div>
    </div>
  );
}
