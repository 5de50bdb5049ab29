import type { KeyboardEvent } from 'react';
import {
  notCoveredCauses,
  notCoveredTitles,
  shownPapers,
  shownPaperTitles,
} from '../../shared/contract/stays.ts';
import css from './admission.module.css';
import { type TypedChecks, withAllPapers, withCause, withNone, withPaper } from './typed-checks.ts';

interface ChecksFieldsProps {
  readonly checks: TypedChecks;
  readonly onChecks: (checks: TypedChecks) => void;
}

/** The check list of an admission: blank by blank with Tab, ticked with the space bar; Enter hands the form in. */
export function ChecksFields({ checks, onChecks }: ChecksFieldsProps) {
  return (
    <fieldset className={css['checks']} onKeyDown={enterHandsIn}>
      <legend>入院核对</legend>
      <div>
        <Tick
          label="病因已核对，下面六种都不是"
          className={css['first']}
          checked={checks.none}
          onChange={(none) => onChecks(withNone(checks, none))}
        />
        <div className={css['three']}>
          {notCoveredCauses.map((cause) => (
            <Tick
              key={cause}
              label={notCoveredTitles[cause]}
              checked={checks.causes.includes(cause)}
              onChange={(applies) => onChecks(withCause(checks, cause, applies))}
            />
          ))}
        </div>
      </div>
      <div>
        <Tick
          label="三样证件都已出示（只留复印件）"
          className={css['first']}
          checked={shownPapers.every((paper) => checks.papers.includes(paper))}
          onChange={(areShown) => onChecks(withAllPapers(checks, areShown))}
        />
        <div className={css['three']}>
          {shownPapers.map((paper) => (
            <Tick
              key={paper}
              label={shownPaperTitles[paper]}
              checked={checks.papers.includes(paper)}
              onChange={(isShown) => onChecks(withPaper(checks, paper, isShown))}
            />
          ))}
        </div>
      </div>
    </fieldset>
  );
}

/** Nobody has to press Enter through eleven boxes. */
function enterHandsIn(event: KeyboardEvent<HTMLFieldSetElement>): void {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  event.stopPropagation();
  if (!event.repeat) event.currentTarget.form?.requestSubmit();
}

interface TickProps {
  readonly label: string;
  readonly checked: boolean;
  readonly className?: string | undefined;
  readonly onChange: (checked: boolean) => void;
}

function Tick({ label, checked, className, onChange }: TickProps) {
  return (
    <label className={className}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  );
}
