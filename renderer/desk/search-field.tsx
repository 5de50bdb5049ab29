import { Button, TextInput } from '@mantine/core';
import { type KeyboardEvent, type RefObject } from 'react';
import { KeyHint } from '../components/key-hint.tsx';
import { Trouble } from '../components/trouble.tsx';
import css from './desk.module.css';
import { HitList } from './hit-list.tsx';
import type { Search } from './use-search.ts';

interface SearchFieldProps {
  readonly search: Search;
  readonly field: RefObject<HTMLInputElement | null>;
  /** Enter and the arrows on an empty field belong to the case on the desk. */
  readonly onEnterEmpty: () => void;
  readonly onMoveEmpty: (by: 1 | -1) => void;
  readonly onNotInRoster: () => void;
  readonly onReadCard: () => void;
}

/** The field that has the focus whenever nothing else is asked; scanners and card readers type into it. */
export function SearchField(props: SearchFieldProps) {
  const { search, field, onNotInRoster, onReadCard } = props;
  return (
    <div className={css['search']}>
      <TextInput
        ref={field}
        aria-label="查找患者"
        placeholder="扫码，或输入身份证号、姓名、拼音首字母、户号、村名"
        rightSection={
          <Button variant="subtle" size="compact-md" tabIndex={-1} onClick={onReadCard}>
            <KeyHint of="F2" /> 读卡
          </Button>
        }
        rightSectionWidth="6.5rem"
        autoFocus
        maxLength={60}
        role="combobox"
        aria-expanded={search.isOpen}
        aria-controls="hits"
        aria-activedescendant={search.isOpen ? `hit-${search.marked}` : undefined}
        value={search.text}
        onChange={(event) => search.type(event.currentTarget.value)}
        onKeyDown={(event) => hearKey(event, props)}
      />
      {search.isOpen && (
        <div className={css['hits']} id="hits">
          <Trouble refusal={search.refusal} />
          {search.found !== undefined && (
            <HitList
              text={search.text}
              found={search.found}
              marked={search.marked}
              onPick={search.pick}
              onNotInRoster={onNotInRoster}
            />
          )}
        </div>
      )}
    </div>
  );
}

function hearKey(event: KeyboardEvent<HTMLInputElement>, props: SearchFieldProps): void {
  const { search } = props;
  const isEmpty = search.text.trim() === '';
  if (event.nativeEvent.isComposing) return;
  const atMs = event.timeStamp;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    const by = event.key === 'ArrowDown' ? 1 : -1;
    if (isEmpty) props.onMoveEmpty(by);
    else search.move(by);
  } else if (event.key === 'Enter' && !event.repeat && !event.ctrlKey) {
    event.preventDefault();
    if (!isEmpty) search.enter(atMs);
    else if (!search.isEcho(atMs)) props.onEnterEmpty();
  } else search.hear(event.key, atMs);
}
