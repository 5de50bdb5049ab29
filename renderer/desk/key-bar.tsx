import { Button } from '@mantine/core';
import { KeyHint } from '../components/key-hint.tsx';
import css from './desk.module.css';

/** One key of the desk. A key that cannot do anything now is shown and rests. */
export interface DeskKey {
  readonly key: string;
  readonly label: string;
  readonly enabled: boolean;
  readonly act: () => void;
}

export function resting(key: DeskKey, isResting: boolean): DeskKey {
  return isResting ? { ...key, enabled: false } : key;
}

/** Bottom: the keys, and the one wide button for what comes next. */
export function KeyBar({ keys, next }: { keys: readonly DeskKey[]; next: DeskKey }) {
  return (
    <footer className={css['keys']}>
      {keys.map(({ key, label, enabled, act }) => (
        <button key={key} type="button" tabIndex={-1} disabled={!enabled} onClick={act}>
          <KeyHint of={key} />
          {label}
        </button>
      ))}
      <Button className={css['next'] ?? ''} size="md" disabled={!next.enabled} onClick={next.act}>
        <KeyHint of={next.key} />
        {next.label}
      </Button>
    </footer>
  );
}
