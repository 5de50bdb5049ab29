import css from './frame.module.css';
import { useAnswer, useEvent } from './use-client.ts';

/** Whoever may give the second word is told that some wait for it, wherever they are; asked anew in each room. */
export function ApprovalBand({ room }: { readonly room: string | undefined }) {
  return <Waiting key={room} />;
}

function Waiting() {
  const { value, reload } = useAnswer('approvals.open', {});
  useEvent('approvals.changed', reload);
  if (value === undefined || value.waitingCount === 0) return null;
  return (
    <div role="status" className={`${css['service']} ${css['restarting']}`}>
      夜间一人先办的 {value.waitingCount} 件事还没有复核。请到“日结 · F5 待复核”核对。
    </div>
  );
}
