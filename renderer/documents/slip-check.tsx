import { encodeQR } from 'qr';
import type { Slip } from '../../shared/contract/documents/slip.ts';

/** The QR code and the same seal in characters, for whoever wants to know whether this slip is genuine. */
export function CheckCode({ checkCode, number }: { checkCode: Slip['checkCode']; number: string }) {
  return (
    <div className="check">
      <QrCode text={checkCode.text} />
      <p>
        校验码 {number}
        <br />
        <b>{checkCode.seal}</b>
        <br />
        在本窗口扫码或输入可查真伪
      </p>
    </div>
  );
}

/** Drawn as squares, since printers and drivers may leave pictures out or smooth them. */
function QrCode({ text }: { text: string }) {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 1 });
  const squares = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])));
  return (
    <svg className="qr" viewBox={`0 0 ${rows.length} ${rows.length}`} shapeRendering="crispEdges" aria-hidden>
      <path d={squares.join('')} fill="#000" />
    </svg>
  );
}
