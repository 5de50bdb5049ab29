import css from './day-close.module.css';

/** Titles and what stands behind them, two beside each other. */
export function FactList({ facts }: { facts: readonly (readonly [title: string, text: string])[] }) {
  return (
    <dl className={css['facts']}>
      {facts.map(([title, text]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
