import css from './workbench.module.css';

/** What a page says that needs an opened pack while there is none. */
export function NothingOpen({ toDo }: { toDo: string }) {
  return (
    <p className={css['state']}>
      <b>还没有打开政策包。</b>先按 F2 打开一个，再{toDo}。
    </p>
  );
}
