import css from './key-hint.module.css';

/** The key that does it, beside the word for it. */
export function KeyHint({ of }: { of: string }) {
  return <kbd className={css['key']}>{of}</kbd>;
}
