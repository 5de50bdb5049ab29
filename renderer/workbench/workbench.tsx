import { useHotkeys } from '@mantine/hooks';
import { type ComponentType, useState } from 'react';
import type { RequestName } from '../../shared/contract/contract.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { EffectPage } from './effect-page.tsx';
import { ForcePage } from './force-page.tsx';
import type { BenchPageProps } from './bench-page.ts';
import { ReplayPage } from './replay-page.tsx';
import { ShelfPage } from './shelf-page.tsx';
import { useBench } from './use-bench.ts';
import css from './workbench.module.css';

interface BenchPage {
  readonly key: string;
  readonly title: string;
  readonly Page: ComponentType<BenchPageProps>;
  /** The request the page lives on. */
  readonly needs: RequestName;
}

const pages: readonly BenchPage[] = [
  { key: 'F2', title: '政策包', Page: ShelfPage, needs: 'workbench.shelf' },
  { key: 'F3', title: '选项与效果', Page: EffectPage, needs: 'workbench.effect' },
  { key: 'F4', title: '全年测算', Page: ReplayPage, needs: 'workbench.replay' },
  { key: 'F6', title: '启用', Page: ForcePage, needs: 'workbench.putIntoForce' },
];

/** The policy workbench: open a pack, try its options, see what a year would have cost, put it into force. */
export function Workbench(props: RoomProps) {
  const bench = useBench();
  const shown = pages.filter(({ needs }) => mayAsk(props.session.role, needs));
  const [open, setOpen] = useState('F2');
  useHotkeys(props.active ? shown.map(({ key }) => [key, () => setOpen(key)]) : [], []);
  const Page = shown.find(({ key }) => key === open)?.Page;
  const { opened, changed } = bench;
  return (
    <div className={css['workbench']}>
      <nav aria-label="政策工作台">
        {shown.map(({ key, title }) => (
          <button
            key={key}
            type="button"
            aria-current={key === open ? 'page' : undefined}
            onClick={() => setOpen(key)}
          >
            <KeyHint of={key} /> {title}
          </button>
        ))}
        <p className={css['open']} aria-label="打开的政策包">
          {opened === undefined ? (
            '还没有打开政策包'
          ) : (
            <>
              打开的是
              <b>{opened.title}</b>
              {changed.length === 0 ? '选项未改' : `改了 ${changed.length} 个选项`}
            </>
          )}
        </p>
      </nav>
      <section className={css['page']}>{Page !== undefined && <Page {...props} bench={bench} />}</section>
    </div>
  );
}
