import { careTitles } from '../../shared/contract/care-titles.ts';
import type { Trial } from '../../shared/contract/settlements.ts';
import type { Stay } from '../../shared/contract/stays.ts';
import { Amount } from '../components/amount.tsx';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import { FeeListState } from '../fees/fee-list-state.tsx';
import { ReckoningLine } from '../outpatient/reckoning-line.tsx';
import { VisitLine } from '../outpatient/visit-line.tsx';
import { costPartTitles, placeTitles } from '../settlement/titles.ts';
import css from './desk.module.css';
import { needsChoice } from './desk-keys.ts';
import type { DeskState } from './desk-state.ts';
import { Differences } from './differences.tsx';
import { Explanation } from './explanation.tsx';
import { OrdinaryChoice } from './ordinary-choice.tsx';
import { Ratios } from './ratios.tsx';
import { ReplacedTrial } from './replaced-trial.tsx';
import { WaterfallChart } from './waterfall-chart.tsx';

interface CostPanelProps {
  readonly state: DeskState;
  readonly onOrdinary: () => void;
  /** The platform's trial of a visit stands beside ours now. */
  readonly onReckoned: () => void;
}

/** Middle: from the total down to the patient, to scale; or, with F5, the sentences behind it. */
export function CostPanel({ state, onOrdinary, onReckoned }: CostPanelProps) {
  const { stay, trial, replaced, settlement, showsWhy, trouble, doing } = state;
  const shown = settlement ?? trial;
  const visit = stay?.visitType === 'outpatient' ? stay : undefined;
  return (
    <section aria-label="费用" className={css['cost']}>
      {stay === undefined ? <NoStay hasPerson={state.card !== undefined} /> : <Head stay={stay} />}
      {visit !== undefined && <VisitLine key={`${visit.stayId} ${visit.settlementId}`} visit={visit} />}
      <Trouble refusal={trouble} />
      {trial !== undefined && replaced !== undefined && <ReplacedTrial before={replaced} now={trial} />}
      {freeFirst(trial?.warnings ?? []).map(({ code, sentence }) => (
        <Look key={code} sentence={sentence} />
      ))}
      {needsChoice(state) && <OrdinaryChoice onChoose={onOrdinary} />}
      {shown !== undefined && showsWhy && <Explanation settled={shown} />}
      {shown !== undefined && !showsWhy && (
        <>
          <WaterfallChart settled={shown} />
          <Ratios settled={shown} />
        </>
      )}
      <div className={css['costFoot']}>
        <Differences differences={settlement?.upload.differences ?? []} />
        <Waiting what={doing} />
        {visit !== undefined && trial !== undefined && settlement === undefined && (
          <ReckoningLine key={`${trial.stayId} ${trial.trialHash}`} trial={trial} onCompared={onReckoned} />
        )}
        {stay !== undefined && <FeeListState stay={stay} />}
      </div>
    </section>
  );
}

/** What nobody may take money for is said before anything else. */
function freeFirst(warnings: Trial['warnings']): Trial['warnings'] {
  const isFree = ({ code }: Trial['warnings'][number]) => code === 'free_of_charge';
  return [...warnings.filter(isFree), ...warnings.filter((one) => !isFree(one))];
}

function Head({ stay }: { stay: Stay }) {
  return (
    <header className={css['costHead']}>
      <div>
        <Amount fen={stay.cost.totalFen} size="large" /> <span className={css['soft']}>总费用</span>
        <p
          className={css['soft']}
          title={stay.diagnoses.map(({ code, name }) => `${code} ${name}`).join('；')}
        >
          {stay.department}
          {stay.bed !== null && ` ${stay.bed}`} · {careTitles[stay.visitType]}号 {stay.admissionNumber} ·{' '}
          {stay.admittedOn}
          {stay.visitType === 'inpatient' && ` 至 ${stay.dischargedOn ?? '今'}`} · {placeTitles[stay.place]}
        </p>
      </div>
      <dl className={css['parts']}>
        {costPartTitles.map(([part, title]) => (
          <div key={part}>
            <dt>{title}</dt>
            <dd>
              <Amount fen={stay.cost[part]} />
            </dd>
          </div>
        ))}
      </dl>
    </header>
  );
}

function NoStay({ hasPerson }: { hasPerson: boolean }) {
  return (
    <p className={css['teach']}>
      {hasPerson
        ? '这位患者没有选中的住院或门诊。按 F6 登记入院，或按 F12 登记门诊慢特病就诊，再按 F3 读取费用清单。'
        : '这里从总费用一步步画到个人应付。先在上面查到患者。'}
    </p>
  );
}
