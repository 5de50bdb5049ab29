import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { CatalogueEntry } from '../../shared/contract/catalogue.ts';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import { type Act, useAct, useAnswer, useClient } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import css from './matching.module.css';
import { catalogueClassTitles, termsInWords } from './words.ts';

type Unmatched = RequestOutput<'catalogue.unmatched'>[number];

/**
 * The hospital's items that the catalogue does not know, one after the other: up and down choose the item, a digit says
 * which item of the catalogue it is, 0 that it is none of them, and typing looks for another name.
 */
export function Matching({ onChanged }: { onChanged: () => void }) {
  const client = useClient();
  const unmatched = useAnswer('catalogue.unmatched', {});
  const act = useAct();
  const [at, setAt] = useState(0);
  const [said, setSaid] = useState('');
  const items = unmatched.value ?? [];
  const chosen = items[Math.min(at, items.length - 1)];
  const decide = (hospitalCode: string, catalogueCode: string | null) =>
    act.run(async () => {
      const { stayCount } = await client.request('catalogue.map', { hospitalCode, catalogueCode });
      setSaid(stayCount === 0 ? '' : `✓ 已对照，${stayCount} 次没有结算的住院已按新的对照重新计算。`);
      unmatched.reload();
      onChanged();
    });
  return (
    <section aria-label="项目对照" className={css['matching']}>
      <h3>
        未匹配 {items.length}
        {items.length > 0 && (
          <span className={css['hint']}>↑↓ 选项目，数字键选目录里的哪一项，0 不在目录</span>
        )}
      </h3>
      <Trouble refusal={act.refusal ?? unmatched.refusal} />
      <Waiting what={act.waiting ? '正在重新计算没有结算的费用……' : undefined} />
      {said !== '' && <p role="status">{said}</p>}
      {chosen === undefined ? (
        <p className={css['hint']}>费用清单里的项目都在目录里找到了，或已经对照过。</p>
      ) : (
        <div className={css['sides']}>
          <ol>
            {items.map((item, index) => (
              <li key={item.code} aria-current={item === chosen ? 'true' : undefined}>
                <button type="button" tabIndex={-1} onClick={() => setAt(index)}>
                  {item.name}
                  <span className={css['hint']}>
                    {item.code} · {catalogueClassTitles[item.catalogueClass]}
                  </span>
                </button>
              </li>
            ))}
          </ol>
          <Suggestions
            key={chosen.code}
            item={chosen}
            act={act}
            onDecide={(catalogueCode) => decide(chosen.code, catalogueCode)}
            onMove={(by) => setAt(Math.max(0, Math.min(items.length - 1, at + by)))}
          />
        </div>
      )}
    </section>
  );
}

interface SuggestionsProps {
  readonly item: Unmatched;
  readonly act: Act;
  readonly onDecide: (catalogueCode: string | null) => void;
  readonly onMove: (by: 1 | -1) => void;
}

function Suggestions({ item, act, onDecide, onMove }: SuggestionsProps) {
  const [typed, setTyped] = useState('');
  const text = typed.trim() === '' ? item.name : typed.trim();
  const found = useAnswer('catalogue.suggest', { text });
  const field = useRef<HTMLInputElement>(null);
  const entries = found.value ?? [];
  const hear = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      onMove(event.key === 'ArrowDown' ? 1 : -1);
    }
    // A digit chooses; after other text it belongs to what is typed (0.9%氯化钠).
    if (!/^\d$/.test(event.key) || typed !== '' || act.waiting) return;
    event.preventDefault();
    if (event.key === '0') onDecide(null);
    const entry = entries[Number(event.key) - 1];
    if (entry !== undefined) onDecide(entry.code);
  };
  return (
    <div>
      <TextInput
        ref={field}
        label={`“${item.name}”是目录里的哪一项？`}
        placeholder="打字换个名称或编码找"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={hear}
      />
      <ol className={css['entries']}>
        {entries.map((entry, index) => (
          <li key={entry.code}>
            <button type="button" onClick={() => onDecide(entry.code)}>
              <KeyHint of={String(index + 1)} /> <Entry entry={entry} />
            </button>
          </li>
        ))}
        <li>
          <button type="button" onClick={() => onDecide(null)}>
            <KeyHint of="0" /> 不在目录里，等级以费用清单为准
          </button>
        </li>
      </ol>
    </div>
  );
}

function Entry({ entry }: { entry: CatalogueEntry }) {
  return (
    <>
      {entry.name}
      <span className={css['hint']}>
        {entry.code} · {termsInWords(entry)}
        {entry.unit === null ? '' : ` · ${entry.unit}`}
      </span>
    </>
  );
}
