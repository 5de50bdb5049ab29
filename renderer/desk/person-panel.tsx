import { Button } from '@mantine/core';
import { useState } from 'react';
import type { PersonCard } from '../../shared/contract/people.ts';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import type { Reading } from '../../shared/contract/identification.ts';
import { TreatFirstToday } from '../admission/treat-first-today.tsx';
import { refusalOf } from '../app/client.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { Trouble } from '../components/trouble.tsx';
import { LateKnowledge } from '../corrections/late-knowledge.tsx';
import { PaperBeside } from '../identification/paper-beside.tsx';
import { PlatformSays } from '../identification/platform-says.tsx';
import { HouseholdList } from '../household/household-list.tsx';
import { insuranceStateTitles, sexTitles } from '../settlement/titles.ts';
import { DebtLine } from '../payment/debt-line.tsx';
import { RevealDialog } from './reveal-dialog.tsx';
import css from './desk.module.css';
import { EarlierSettlements } from './earlier-settlements.tsx';
import { EligibilityList } from './eligibility-list.tsx';
import { StayList } from './stay-list.tsx';
import { YearAsked } from './year-asked.tsx';
import { YearSoFar } from './year-so-far.tsx';

interface PersonPanelProps {
  readonly card: PersonCard | undefined;
  /** The paper of that person, where one was read. */
  readonly reading: Reading | undefined;
  readonly today: string;
  readonly stayId: string | undefined;
  readonly onStay: (stayId: string) => void;
  /** Somebody of the household is called to the desk. */
  readonly onPerson: (personId: string) => void;
  /** False while a dialog is open that may change what is owed. */
  readonly asksDebts: boolean;
  /** Somebody wants to see what is owed. */
  readonly onDebts: () => void;
  /** Somebody wants to see what was settled before. */
  readonly onSettled: (settlementId: string) => void;
  /** What is known now does not fit what was settled, and somebody wants to see it. */
  readonly onDifferences: () => void;
  /** The platform knows of more than was known here. */
  readonly onYearLearnt: () => void;
}

/** Left: who it is, and what they are entitled to today. */
export function PersonPanel({ card, reading, today, stayId, ...acts }: PersonPanelProps) {
  if (card === undefined) {
    return (
      <section aria-label="患者" className={css['person']}>
        <p className={css['teach']}>
          这里显示患者是谁、今天有哪些身份。
          <br />
          按 F2 读身份证，扫码，或在上面输入身份证号、姓名。
        </p>
      </section>
    );
  }
  const stay = card.stays.find((one) => one.stayId === stayId);
  return (
    <section aria-label="患者" className={css['person']}>
      <Who key={card.personId} card={card} />
      <PaperBeside reading={reading} />
      <EligibilityList eligibilities={card.eligibilities} today={today} />
      {card.endingLayers.map((sentence) => (
        <p key={sentence} className={css['warn']}>
          {sentence}
        </p>
      ))}
      <p className={card.insuranceState === 'normal' ? undefined : css['warn']}>
        城乡居民医保 {insuranceStateTitles[card.insuranceState]}
      </p>
      {stay?.visitType !== 'outpatient' && <TreatFirstToday personId={card.personId} stay={stay} />}
      {acts.asksDebts && (
        <DebtLine
          key={`debt ${card.personId} ${settledOf(card)}`}
          personId={card.personId}
          onOpen={acts.onDebts}
        />
      )}
      <PlatformSays key={`platform ${card.personId}`} personId={card.personId} />
      <StayList stays={card.stays} chosen={stayId} onChoose={acts.onStay} />
      <YearSoFar year={card.year} thisYear={today.slice(0, 4)} />
      <YearAsked key={card.personId} personId={card.personId} onLearnt={acts.onYearLearnt} />
      <LateKnowledge card={card} onLook={acts.onDifferences} />
      <EarlierSettlements
        key={`settled ${card.personId}`}
        settlements={card.settlements}
        onOpen={acts.onSettled}
      />
      <HouseholdList
        key={`household ${card.personId}`}
        householdNumber={card.householdNumber}
        members={card.household}
        onPick={acts.onPerson}
      />
      <KnownFrom knownFrom={card.knownFrom} />
    </section>
  );
}

/** Another one here, and what is owed is another. */
function settledOf({ stays }: PersonCard): string {
  return stays.map(({ settlementId }) => settlementId ?? '').join('');
}

function KnownFrom({ knownFrom: { source, asOfDay, absentSince } }: Pick<PersonCard, 'knownFrom'>) {
  return (
    <p className={absentSince === null ? css['soft'] : css['warn']}>
      {source === 'roster' ? '名册' : '窗口登记'} {asOfDay}
      {absentSince !== null && `；${absentSince} 的名册里已没有此人，身份不会自动终止，请与主管部门核对`}
    </p>
  );
}

/** The clipboard gives it back after half a minute. */
function CopyNumber({ number }: { number: string }) {
  const client = useClient();
  const act = useAct();
  const [isCopied, setCopied] = useState(false);
  const copy = () =>
    act.run(async () => {
      await client.request('clipboard.copyNumber', { text: number });
      setCopied(true);
    });
  return (
    <Button size="compact-xs" variant="subtle" onClick={copy} title="半分钟后从剪贴板清除">
      {isCopied ? '已复制，30 秒后清除' : '复制'}
    </Button>
  );
}

/** Numbers are masked until somebody asks; asking is recorded. */
function Who({ card }: { card: PersonCard }) {
  const client = useClient();
  const act = useAct();
  const [shown, setShown] = useState<RequestOutput<'people.reveal'>>();
  const { personId } = card;
  const [asksSecond, setAsksSecond] = useState(false);
  const reveal = () =>
    act.run(async () => {
      try {
        setShown(await client.request('people.reveal', { personId }));
      } catch (error) {
        if (refusalOf(error).code !== 'reveals_need_second_person') throw error;
        setAsksSecond(true);
      }
    });
  return (
    <header className={css['who']}>
      <h2>
        {card.name}
        <small>
          {sexTitles[card.sex]} {card.ageYears} 岁
        </small>
      </h2>
      <p>
        {shown?.idNumber ?? card.maskedIdNumber}
        {shown !== undefined && <CopyNumber number={shown.idNumber} />}
        {shown === undefined && (
          <Button
            size="compact-xs"
            variant="subtle"
            loading={act.waiting}
            onClick={reveal}
            title="显示会留下记录"
          >
            显示号码
          </Button>
        )}
      </p>
      <Trouble refusal={act.refusal} />
      {asksSecond && (
        <RevealDialog
          personId={personId}
          onShown={(numbers) => (setShown(numbers), setAsksSecond(false))}
          onClose={() => setAsksSecond(false)}
        />
      )}
      <p className={css['soft']}>
        {[card.township, card.village].filter((part) => part !== null).join(' ')}
        {card.relation !== null && ` · ${card.relation}`}
        {card.maskedPhone !== null && ` · ${shown?.phone ?? card.maskedPhone}`}
      </p>
    </header>
  );
}
