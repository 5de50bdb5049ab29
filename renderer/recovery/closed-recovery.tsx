import type { Client } from '../app/client.ts';
import { ClientContext, useAnswer } from '../app/use-client.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { Recovery } from './recovery.tsx';
import css from './recovery.module.css';

/** The way out when the file cannot be opened although its key is here: a copy, or what can still be read. */
export function ClosedRecovery({ client }: { client: Client }) {
  return (
    <ClientContext value={client}>
      <section className={css['closed']}>
        <h2>换用备份</h2>
        <Copies />
      </section>
    </ClientContext>
  );
}

function Copies() {
  const { value, refusal, reload } = useAnswer('backups.list', {});
  if (value === undefined) {
    return refusal === undefined ? <Waiting what="正在查找备份……" /> : <Trouble refusal={refusal} />;
  }
  const good = value.copies.filter(({ problem }) => problem === null).length;
  return (
    <>
      <p>
        找到 {value.copies.length} 份可以换用的文件，其中 {good}{' '}
        份能打开。先演练，看清会丢失什么，再由信息科和复核人两个人换用。现在的文件会原样保留。
      </p>
      <Recovery copies={value.copies} mayRestore closed onChanged={reload} />
    </>
  );
}
