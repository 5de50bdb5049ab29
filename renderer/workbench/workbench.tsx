import type { RoomProps } from '../app/room.ts';
import { type PageOfRoom, PagedRoom } from '../app/paged-room.tsx';
import { EffectPage } from './effect-page.tsx';
import { ForcePage } from './force-page.tsx';
import type { BenchPageProps } from './bench-page.ts';
import { ReplayPage } from './replay-page.tsx';
import { ShelfPage } from './shelf-page.tsx';
import { useBench } from './use-bench.ts';
import css from './workbench.module.css';

const pages: readonly PageOfRoom<BenchPageProps>[] = [
  { key: 'F2', title: '政策包', Page: ShelfPage, needs: 'workbench.shelf' },
  { key: 'F3', title: '选项与效果', Page: EffectPage, needs: 'workbench.effect' },
  { key: 'F4', title: '全年测算', Page: ReplayPage, needs: 'workbench.replay' },
  { key: 'F6', title: '启用', Page: ForcePage, needs: 'workbench.putIntoForce' },
];

/** The policy workbench: open a pack, try its options, see what a year would have cost, put it into force. */
export function Workbench(props: RoomProps) {
  const bench = useBench();
  const { opened, changed } = bench;
  return (
    <PagedRoom title="政策工作台" pages={pages} given={{ ...props, bench }}>
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
    </PagedRoom>
  );
}
