import type { PersonCard } from '../../shared/contract/people.ts';
import { Amount } from '../components/amount.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import css from './desk.module.css';

interface StayListProps {
  readonly stays: PersonCard['stays'];
  readonly chosen: string | undefined;
  readonly onChoose: (stayId: string) => void;
}

const stateWords = { open: '未结算', settled: '已结算', cancelled: '已作废' } as const;

/** The stays to choose from; with an empty search field the arrow keys walk through them. */
export function StayList({ stays, chosen, onChoose }: StayListProps) {
  if (stays.length === 0) {
    return (
      <p>
        还没有住院和门诊记录。按 <KeyHint of="F6" />
        登记入院，或按 <KeyHint of="F12" />
        登记门诊慢特病就诊。
      </p>
    );
  }
  const hasVisits = stays.some(({ visitType }) => visitType === 'outpatient');
  return (
    <div>
      <h3>
        {hasVisits ? '住院和门诊' : '住院'} {stays.length > 1 && <KeyHint of="↑↓" />}
      </h3>
      <ul aria-label="住院" className={css['stays']}>
        {stays.map((stay) => (
          <li key={stay.stayId}>
            <button
              type="button"
              aria-pressed={stay.stayId === chosen}
              ref={(row) => {
                if (stay.stayId === chosen && row !== null) centre(row);
              }}
              onClick={() => onChoose(stay.stayId)}
            >
              <b>
                {stay.visitType === 'outpatient' && '门诊 · '}
                {stay.department}
              </b>
              <span>{stateWords[stay.state]}</span>
              <span className={css['soft']}>
                {stay.visitType === 'outpatient'
                  ? stay.admittedOn
                  : `${stay.admittedOn} 至 ${endWords(stay)}`}
              </span>
              <Amount fen={stay.totalFen} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The year is said once where it is the same: the line is narrow. */
function endWords({ admittedOn, dischargedOn }: PersonCard['stays'][number]): string {
  if (dischargedOn === null) return '今';
  const year = admittedOn.slice(0, 5);
  return dischargedOn.startsWith(year) ? dischargedOn.slice(year.length) : dischargedOn;
}

/** Scrolls the list alone; the panel around it, with the name on top, stays where it is. */
function centre(row: HTMLElement): void {
  const list = row.closest('ul');
  if (list !== null) list.scrollTop = row.offsetTop - (list.clientHeight - row.offsetHeight) / 2;
}
