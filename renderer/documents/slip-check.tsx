import type { Slip } from '../../shared/contract/documents/slip.ts';
import { QrCode } from '../components/qr-code.tsx';

/** The QR code and the same seal in characters, for whoever wants to know whether this slip is genuine. */
export function CheckCode({ checkCode, number }: { checkCode: Slip['checkCode']; number: string }) {
  return (
    <div className="check">
      <QrCode className="qr" text={checkCode.text} />
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
