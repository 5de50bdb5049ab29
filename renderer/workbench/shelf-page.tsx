import { Button, Table } from '@mantine/core';
import type { RequestInput } from '../../shared/contract/contract.ts';
import { mayAsk } from '../app/permission.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { PackFacts } from './pack-facts.tsx';
import type { BenchPageProps } from './bench-page.ts';
import css from './workbench.module.css';

type From = RequestInput<'workbench.openPack'>['from'];

/** Packs to open: what is in force, what is built in, and a file; below, what the opened one claims for itself. */
export function ShelfPage({ bench, session }: BenchPageProps) {
  const client = useClient();
  const shelf = useAnswer('workbench.shelf', {});
  const act = useAct();
  const open = (from: From) =>
    act.run(async () => bench.open(await client.request('workbench.openPack', { from })));
  const openFile = () =>
    act.run(async () => {
      const file = await client.request('files.choose', { purpose: 'policy' });
      if (file !== null) {
        bench.open(await client.request('workbench.openFile', { fileToken: file.fileToken }));
      }
    });
  const { opened } = bench;
  return (
    <>
      <h2>政策包</h2>
      <div className={css['shelf']}>
        <div className={css['lists']}>
          <h3>已启用</h3>
          <PackList
            packs={(shelf.value?.inForce ?? []).map((act) => ({
              key: act.inForceId,
              title: act.title,
              detail: `${act.fromDay} 至 ${act.toDay ?? '长期'}`,
              open: () => open({ kind: 'in_force', inForceId: act.inForceId }),
            }))}
          />
          <h3>随程序提供</h3>
          <PackList
            packs={(shelf.value?.builtIn ?? []).map(({ packId, title }) => ({
              key: packId,
              title,
              detail: packId,
              open: () => open({ kind: 'built_in', packId }),
            }))}
          />
          {mayAsk(session.role, 'workbench.openFile') && (
            <Button variant="default" onClick={openFile}>
              打开一个文件（YAML）
            </Button>
          )}
        </div>
        <div className={css['lists']}>
          <Waiting what={act.waiting ? '正在读政策包……' : undefined} />
          <Trouble refusal={act.refusal ?? shelf.refusal} />
          {opened === undefined ? (
            <p className={css['state']}>
              <b>打开一个政策包</b>
              ，看它写了什么；再改选项看效果、测算全年，满意后启用。在这里试什么都不影响窗口结算。
            </p>
          ) : (
            <PackFacts opened={opened} />
          )}
        </div>
      </div>
    </>
  );
}

interface Listed {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  readonly open: () => void;
}

function PackList({ packs }: { packs: readonly Listed[] }) {
  if (packs.length === 0) return <p>还没有。</p>;
  return (
    <Table>
      <Table.Tbody>
        {packs.map(({ key, title, detail, open }) => (
          <Table.Tr key={key}>
            <Table.Td>
              <b>{title}</b>
              <br />
              <small>{detail}</small>
            </Table.Td>
            <Table.Td ta="right">
              <Button size="compact-md" variant="default" aria-label={`打开 ${title}`} onClick={open}>
                打开
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
