import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import css from './long-table.module.css';

export interface LongColumn<Row> {
  readonly title: string;
  /** A track of a CSS grid: `8rem`, `minmax(12rem, 1fr)`. */
  readonly width: string;
  readonly align?: 'right';
  readonly cell: (row: Row) => ReactNode;
}

interface LongTableProps<Row> {
  readonly label: string;
  readonly columns: readonly LongColumn<Row>[];
  readonly rowCount: number;
  /** Undefined: on its way. */
  readonly rowAt: (index: number) => Row | undefined;
  /** Which rows are looked at, both inclusive: what is missing of them is to be brought. */
  readonly onShown?: (first: number, last: number) => void;
  /** The row that is chosen at first. */
  readonly first?: number;
  /** Another row was chosen. */
  readonly onChosen?: (row: Row) => void;
  /** Enter on the chosen row, or a double click. */
  readonly onOpen?: (row: Row) => void;
  readonly height: string;
  /** What stands there where there is no row. */
  readonly empty: string;
  readonly autoFocus?: boolean;
}

/** A table of any length: only the rows that are seen are drawn. Arrow keys, page keys, Home and End move in it. */
export function LongTable<Row>(props: LongTableProps<Row>) {
  const { label, columns, rowCount, rowAt, onOpen, height, empty } = props;
  const { frame, shown, totalPx, chosen, choose, move } = useWindow(props);
  const id = useId();
  const open = (index: number) => {
    const row = rowAt(index);
    if (row !== undefined) onOpen?.(row);
  };
  const tracks = { gridTemplateColumns: columns.map(({ width }) => width).join(' ') };
  return (
    <div
      ref={frame}
      role="grid"
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-activedescendant={rowCount > 0 ? `${id}-${chosen}` : undefined}
      tabIndex={0}
      data-autofocus={props.autoFocus}
      className={css['frame']}
      style={{ height }}
      onKeyDown={(event) => (event.key === 'Enter' ? open(chosen) : move(event))}
    >
      <div role="row" aria-rowindex={1} className={css['head']} style={tracks}>
        {columns.map(({ title, align }) => (
          <span key={title} role="columnheader" className={align === 'right' ? css['right'] : undefined}>
            {title}
          </span>
        ))}
      </div>
      {rowCount === 0 && <p className={css['empty']}>{empty}</p>}
      <div role="rowgroup" className={css['rows']} style={{ height: totalPx }}>
        {shown.map(({ index, start, size }) => (
          <div
            key={index}
            id={`${id}-${index}`}
            role="row"
            aria-rowindex={index + 2}
            aria-selected={index === chosen}
            className={css['row']}
            style={{ ...tracks, height: size, transform: `translateY(${start}px)` }}
            onClick={() => choose(index)}
            onDoubleClick={() => open(index)}
          >
            <Cells row={rowAt(index)} columns={columns} />
          </div>
        ))}
      </div>
    </div>
  );
}

/** Which rows are seen, which one is chosen, and the keys that move it. */
function useWindow<Row>(props: LongTableProps<Row>) {
  const { rowCount, rowAt, first: begun = 0, onChosen, onShown, autoFocus = false } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(Math.max(0, begun));
  const choose = (index: number) => {
    setChosen(index);
    const row = index === chosen ? undefined : rowAt(index);
    if (row !== undefined) onChosen?.(row);
  };
  const rowPx = rowHeightPx();
  // What it returns changes with every scroll; nothing here keeps it.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rowCount,
    getScrollElement: () => frame.current,
    estimateSize: () => rowPx,
    overscan: 12,
    // The head stays on top of the rows.
    scrollPaddingStart: rowPx,
  });
  const shown = virtual.getVirtualItems();
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? -1];
  useEffect(() => {
    if (last >= first) onShown?.(first, last);
  }, [first, last, onShown]);
  useEffect(() => {
    if (autoFocus) frame.current?.focus();
  }, [autoFocus]);
  const move = (event: KeyboardEvent) => {
    const perPage = Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / rowPx) - 2);
    const to = target(event.key, chosen, perPage, rowCount);
    if (to === undefined) return;
    event.preventDefault();
    choose(to);
    virtual.scrollToIndex(to);
  };
  return { frame, shown, totalPx: virtual.getTotalSize(), chosen, choose, move };
}

function Cells<Row>({ row, columns }: { row: Row | undefined; columns: readonly LongColumn<Row>[] }) {
  return columns.map(({ title, align, cell }) => (
    <span
      key={title}
      role="gridcell"
      className={`${css['cell'] ?? ''} ${align === 'right' ? (css['right'] ?? '') : ''}`}
    >
      {row === undefined ? '…' : cell(row)}
    </span>
  ));
}

function target(key: string, from: number, perPage: number, count: number): number | undefined {
  const by: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: perPage,
    PageUp: -perPage,
    Home: -count,
    End: count,
  };
  const step = by[key];
  return step === undefined ? undefined : Math.max(0, Math.min(count - 1, from + step));
}

/** The height of a row as the page says it now: pixels, or rem that grow with the size of the text. */
function rowHeightPx(): number {
  const page = getComputedStyle(document.documentElement);
  const [, value = '36', unit = 'px'] =
    /^([\d.]+)(px|rem)$/.exec(page.getPropertyValue('--row').trim()) ?? [];
  return Number(value) * (unit === 'rem' ? Number(page.fontSize.replace('px', '')) : 1);
}
