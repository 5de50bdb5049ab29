import { useEffect, useRef, useState } from 'react';
import { drawPages } from './draw-pages.ts';
import css from './pdf-pages.module.css';
import { Waiting } from './trouble.tsx';

interface PdfPagesProps {
  readonly content: Uint8Array;
  /** What the pages are of, for who does not see them. */
  readonly label: string;
  /** Said where no page can be drawn. */
  readonly unreadable: string;
}

/** The pages of a PDF as pictures and nothing else; the arrow keys and page keys scroll them. */
export function PdfPages({ content, label, unreadable }: PdfPagesProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<{ readonly left: number } | 'drawing' | 'broken'>('drawing');
  useEffect(() => {
    const target = frame.current;
    const stop = new AbortController();
    if (target === null) return undefined;
    // The keys scroll at once: there is nothing else to do here than to read.
    target.focus();
    drawPages(content, target, stop.signal).then(setState, () => {
      if (!stop.signal.aborted) setState('broken');
    });
    return () => {
      stop.abort();
      target.replaceChildren();
    };
  }, [content]);
  return (
    <>
      <Waiting what={state === 'drawing' ? '正在画出页面……' : undefined} />
      {state === 'broken' && <p role="alert">{unreadable}</p>}
      <div
        ref={frame}
        role="img"
        aria-label={label}
        aria-busy={state === 'drawing'}
        // Whoever has no mouse scrolls with the keys.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className={css['pages']}
      />
      {typeof state === 'object' && state.left > 0 && <p>后面还有 {state.left} 页没有画出。</p>}
    </>
  );
}
