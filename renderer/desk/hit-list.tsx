import { Button } from '@mantine/core';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import { eligibilityTitles } from '../../shared/policy/eligibility.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { sexTitles } from '../settlement/titles.ts';
import css from './desk.module.css';

interface HitListProps {
  readonly text: string;
  readonly found: RequestOutput<'people.search'>;
  readonly marked: number;
  readonly onPick: (personId: string) => void;
  readonly onNotInRoster: () => void;
}

/** Enough to tell two people of one name apart, and no full number. */
export function HitList({ text, found, marked, onPick, onNotInRoster }: HitListProps) {
  if (found.hits.length === 0) return <NobodyFound text={text} onNotInRoster={onNotInRoster} />;
  return (
    <>
      <ul role="listbox" aria-label="查到的人">
        {found.hits.map((hit, index) => (
          <li
            key={hit.personId}
            id={`hit-${index}`}
            role="option"
            aria-selected={index === marked}
            ref={(row) => {
              if (index === marked) row?.scrollIntoView({ block: 'nearest' });
            }}
            onMouseDown={(event) => {
              event.preventDefault();
              onPick(hit.personId);
            }}
          >
            <b title={hit.name}>{hit.name}</b>
            <span>
              {sexTitles[hit.sex]} {hit.ageYears} 岁
            </span>
            <span>{hit.maskedIdNumber}</span>
            <span>{[hit.township, hit.village].filter((part) => part !== null).join(' ') || '—'}</span>
            <span>
              {hit.eligibilities.map((category) => eligibilityTitles[category]).join('、') || '无有效身份'}
            </span>
          </li>
        ))}
      </ul>
      <p className={css['hitsFoot']}>
        {found.more && '只列出前面的，请再多输入一些。'}
        <KeyHint of="↑↓" />
        选择 <KeyHint of="Enter" />
        打开 <KeyHint of="Esc" />
        关闭
      </p>
    </>
  );
}

function NobodyFound({ text, onNotInRoster }: { text: string; onNotInRoster: () => void }) {
  return (
    <div className={css['nobody']}>
      <p>
        名册里没有“{text.trim()}”。请先核对证件；确实不在名册里的，可以登记后按普通居民结算，只享受基本医保。
      </p>
      <Button variant="default" onClick={onNotInRoster}>
        <KeyHint of="Ctrl+Enter" /> 登记为普通居民
      </Button>
    </div>
  );
}
