import { useHotkeys } from '@mantine/hooks';
import { type ComponentType, type ReactNode, useState } from 'react';
import type { RequestName } from '../../shared/contract/contract.ts';
import type { Role } from '../../shared/contract/request.ts';
import { KeyHint } from '../components/key-hint.tsx';
import css from './paged-room.module.css';
import { mayAsk } from './permission.ts';
import type { RoomProps } from './room.ts';

/** One page of a room that has several, each behind a key. */
export interface PageOfRoom<Props> {
  readonly key: string;
  readonly title: string;
  readonly Page: ComponentType<Props>;
  /** The request the page lives on. */
  readonly needs: RequestName;
}

interface PagedRoomProps<Props> {
  readonly title: string;
  readonly pages: readonly PageOfRoom<Props>[];
  /** What every page gets. */
  readonly given: Props;
  /** Stands below the pages' names. */
  readonly children?: ReactNode;
}

/** The pages that the role may see; a page whose request it may not ask is not offered. */
export function pagesFor<Props>(pages: readonly PageOfRoom<Props>[], role: Role): PageOfRoom<Props>[] {
  return pages.filter(({ needs }) => mayAsk(role, needs));
}

/** A room of several pages: their names and keys on the left, the open one on the right. */
export function PagedRoom<Props extends RoomProps>({ title, pages, given, children }: PagedRoomProps<Props>) {
  const shown = pagesFor(pages, given.session.role);
  const [open, setOpen] = useState(() => (shown.find(({ key }) => key === given.page) ?? shown[0])?.key);
  useHotkeys(given.active ? shown.map(({ key }) => [key, () => setOpen(key)]) : [], []);
  const Page = shown.find(({ key }) => key === open)?.Page;
  return (
    <div className={css['room']}>
      <nav aria-label={title}>
        {shown.map((page) => (
          <button
            key={page.key}
            type="button"
            aria-current={page.key === open ? 'page' : undefined}
            onClick={() => setOpen(page.key)}
          >
            <KeyHint of={page.key} /> {page.title}
          </button>
        ))}
        {children}
      </nav>
      <section className={css['page']}>{Page !== undefined && <Page {...given} />}</section>
    </div>
  );
}
