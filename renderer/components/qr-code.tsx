import { encodeQR } from 'qr';

/** Drawn as squares, since printers and drivers may leave pictures out or smooth them. */
export function QrCode({ text, className }: { readonly text: string; readonly className: string }) {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 1 });
  const squares = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])));
  return (
    <svg
      className={className}
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      shapeRendering="crispEdges"
      aria-hidden
    >
      <path d={squares.join('')} fill="#000" />
    </svg>
  );
}
