import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PersonHit } from '../../shared/contract/people.ts';
import type { RoomProps } from '../app/room.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { sexTitles } from '../settlement/titles.ts';
import css from './household.module.css';
import { HouseholdSheet } from './household-sheet.tsx';

/** 一户一策: a household found by its number or by one of its people. */
export function HouseholdPage({ session }: RoomProps) {
  const client = useClient();
  const act = useAct();
  const [text, setText] = useState('');
  const [found, setFound] = useState<{ readonly hits: readonly PersonHit[]; readonly more: boolean }>();
  const [personId, setPersonId] = useState<string>();
  const search = () =>
    act.run(async () => {
      setPersonId(undefined);
      setFound(undefined);
      const answer = await client.request('people.search', { text });
      const households = new Set(answer.hits.map((hit) => hit.householdNumber));
      const [first] = answer.hits;
      // All of one household: there is nothing to choose.
      if (first !== undefined && first.householdNumber !== null && households.size === 1 && !answer.more) {
        setPersonId(first.personId);
      } else setFound(answer);
    });
  return (
    <div className={css['page']}>
      <h2>一户一策</h2>
      <form
        className={css['search']}
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') search();
        }}
      >
        <TextInput
          label="查找一户"
          placeholder="户编号，或这一户里一个人的姓名、身份证号"
          autoFocus
          maxLength={60}
          w="26rem"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          查找
        </Button>
      </form>
      <Trouble refusal={act.refusal} />
      <Waiting what={act.waiting ? '正在查找……' : undefined} />
      {found !== undefined && <Hits {...found} onPick={setPersonId} chosen={personId} />}
      {personId !== undefined && <HouseholdSheet key={personId} personId={personId} role={session.role} />}
    </div>
  );
}

interface HitsProps {
  readonly hits: readonly PersonHit[];
  readonly more: boolean;
  readonly chosen: string | undefined;
  readonly onPick: (personId: string) => void;
}

function Hits({ hits, more, chosen, onPick }: HitsProps) {
  if (hits.length === 0) return <p>名册里没有找到，请换姓名、身份证号或户编号再找。</p>;
  if (chosen !== undefined) return null;
  return (
    <ul className={css['hits']} aria-label="查到的人">
      {hits.map((hit) => (
        <li key={hit.personId}>
          <Button size="compact-md" variant="subtle" onClick={() => onPick(hit.personId)}>
            {hit.name}
          </Button>
          <span>
            {sexTitles[hit.sex]} {hit.ageYears} 岁　{hit.maskedIdNumber}
          </span>
          <small>
            {[hit.township, hit.village].filter((part) => part !== null).join(' ')}　户编号{' '}
            {hit.householdNumber ?? '没有'}
          </small>
        </li>
      ))}
      {more && <li>只列出前面的，请再多输入一些。</li>}
    </ul>
  );
}
